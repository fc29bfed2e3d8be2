// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The result of a whole loop. */
final class LoopResult {
    private LoopResult() {}

    static ItemResult of(List<ItemResult> items) {
        Map<String, Object> values = new LinkedHashMap<>();
        List<Object> results = new ArrayList<>();
        List<Object> warnings = new ArrayList<>();
        boolean failed = false;
        boolean ignored = true;
        boolean skipped = true;
        boolean hidden = false;
        boolean changed = false;
        for (ItemResult item : items) {
            changed |= item.is("changed");
            skipped &= item.is("skipped");
            hidden |= item.isHidden();
            if (item.is("failed")) {
                failed = true;
                ignored &= item.ignoresErrors();
            }
            if (item.values().remove("warnings") instanceof List<?> list) {
                warnings.addAll(list);
            }
            results.add(item.values());
        }
        values.put("results", results);
        values.put("skipped", skipped);
        values.put("changed", changed);
        if (failed) {
            values.put("failed", true);
        }
        values.put("msg", skipped ? "All items skipped" : failed ? "One or more items failed" : "All items completed");
        if (!warnings.isEmpty()) {
            values.put("warnings", warnings);
        }
        if (!skipped) {
            values.remove("skipped");
            values.put("skipped", false);
        }
        ItemResult result = new ItemResult(values);
        ItemResult last = items.get(items.size() - 1);
        result.hide(hidden);
        result.ignoreErrors(failed ? ignored : last.ignoresErrors());
        result.ignoreUnreachable(last.ignoresUnreachable());
        result.delegate(last.delegate(), last.delegatesFacts());
        result.output(last.output());
        Optional<ItemResult> broken =
                items.stream().filter(item -> item.errorAt().isPresent()).findFirst();
        broken.ifPresent(item -> result.errorAt(item.errorAt()));
        if (items.stream().anyMatch(item -> item.is("unreachable"))) {
            values.put("unreachable", true);
        }
        return result;
    }
}
