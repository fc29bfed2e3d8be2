// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.engine;

import io.centossrv.jinja.ansible.Templar;
import io.centossrv.jinja.value.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Decides by tags whether a task runs. */
final class TagFilter {
    private static final Set<String> NO_TAGS = Set.of("untagged");

    private final Set<String> only;
    private final Set<String> skip;

    TagFilter(List<String> only, List<String> skip) {
        this.only = only.isEmpty() ? Set.of("all") : Set.copyOf(only);
        this.skip = Set.copyOf(skip);
    }

    boolean runs(TaskStep task, Templar templar) {
        return (task.isImplicit() && task.is("meta")) || runs(tags(task.all("tags"), templar));
    }

    private boolean runs(Set<String> tags) {
        boolean tagged = tags != NO_TAGS;
        boolean never = tags.contains("never");
        boolean wanted = tags.contains("always")
                || (only.contains("all") && !never)
                || !Collections.disjoint(tags, only)
                || (only.contains("tagged") && tagged && !never);
        if (!wanted || skip.isEmpty()) {
            return wanted;
        }
        if (skip.contains("all")) {
            return tags.contains("always") && !skip.contains("always");
        }
        return Collections.disjoint(tags, skip) && !(skip.contains("tagged") && tagged);
    }

    private static Set<String> tags(List<Object> written, Templar templar) {
        Set<String> tags = new LinkedHashSet<>();
        for (Object value : written) {
            List<Object> names = new ArrayList<>();
            if (value instanceof CharSequence text) {
                names.addAll(Arrays.asList(text.toString().split(",")));
            } else {
                names.add(value);
            }
            for (Object name : names) {
                Object templated = templar.template(name);
                Scope.elements(templated == null ? "" : templated)
                        .forEach(one -> tags.add(Text.of(one).strip()));
            }
        }
        return tags.isEmpty() ? NO_TAGS : tags;
    }
}
