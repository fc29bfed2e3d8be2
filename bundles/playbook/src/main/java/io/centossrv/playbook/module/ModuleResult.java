// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.module;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of a module, as Ansible shapes it.
 *
 * @param changed it changed something; in check mode, would change
 * @param failed it could not do what was asked
 * @param skipped nothing was done
 * @param unpredictable in check mode: what a run would do can't be told
 * @param message its {@code msg}
 * @param values all other keys, plain values in order
 * @param diffs before and after, where asked for
 * @param warnings for people
 */
public record ModuleResult(
        boolean changed,
        boolean failed,
        boolean skipped,
        boolean unpredictable,
        Optional<String> message,
        Map<String, Object> values,
        List<Diff> diffs,
        List<String> warnings) {
    public ModuleResult {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        diffs = List.copyOf(diffs);
        warnings = List.copyOf(warnings);
    }

    /** Returns a result without message or diff. */
    public static ModuleResult of(boolean changed, Map<String, ?> values) {
        return new ModuleResult(
                changed, false, false, false, Optional.empty(), new LinkedHashMap<>(values), List.of(), List.of());
    }

    /** Returns a failed result. */
    public static ModuleResult failed(String message, Map<String, ?> values) {
        return new ModuleResult(
                false, true, false, false, Optional.of(message), new LinkedHashMap<>(values), List.of(), List.of());
    }

    /** Returns the same with diffs. */
    public ModuleResult with(List<Diff> added) {
        return new ModuleResult(changed, failed, skipped, unpredictable, message, values, added, warnings);
    }

    /** Returns the same with another message. */
    public ModuleResult saying(String text) {
        return new ModuleResult(changed, failed, skipped, unpredictable, Optional.of(text), values, diffs, warnings);
    }

    /** Returns the same with the two flags overridden. */
    public ModuleResult withFlags(boolean nowChanged, boolean nowFailed) {
        return new ModuleResult(nowChanged, nowFailed, skipped, unpredictable, message, values, diffs, warnings);
    }

    /** Returns the same, skipped or unpredictable. */
    public ModuleResult withSkipped(boolean nowSkipped, boolean nowUnpredictable) {
        return new ModuleResult(changed, failed, nowSkipped, nowUnpredictable, message, values, diffs, warnings);
    }

    /** Returns the same with warnings. */
    public ModuleResult warning(List<String> added) {
        return new ModuleResult(changed, failed, skipped, unpredictable, message, values, diffs, added);
    }

    /** Values may hold secrets: only their names are told. */
    @Override
    public String toString() {
        return "ModuleResult[changed=" + changed + ", failed=" + failed + ", skipped=" + skipped + ", unpredictable="
                + unpredictable + ", keys=" + values.keySet() + "]";
    }
}
