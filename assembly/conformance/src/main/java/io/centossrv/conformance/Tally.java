// SPDX-License-Identifier: Apache-2.0
package io.centossrv.conformance;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts verdicts by group, and why cases of a group were skipped. */
final class Tally {
    private final Map<String, EnumMap<Verdict.Kind, Integer>> groups = new TreeMap<>();
    private final Map<String, Map<String, Integer>> skipped = new TreeMap<>();

    void add(String group, Verdict verdict) {
        groups.computeIfAbsent(group, key -> new EnumMap<>(Verdict.Kind.class)).merge(verdict.kind(), 1, Integer::sum);
        if (verdict.kind() == Verdict.Kind.SKIPPED) {
            skipped.computeIfAbsent(group, key -> new TreeMap<>()).merge(verdict.reason(), 1, Integer::sum);
        }
    }

    int count(Verdict.Kind kind) {
        return groups.values().stream()
                .mapToInt(group -> group.getOrDefault(kind, 0))
                .sum();
    }

    int count(String group, Verdict.Kind kind) {
        return groups.getOrDefault(group, new EnumMap<>(Verdict.Kind.class)).getOrDefault(kind, 0);
    }

    /** Returns a line for each group, and the sum in the last. */
    String report() {
        StringBuilder out = new StringBuilder();
        groups.forEach((group, counts) -> {
            out.append(group).append(": ").append(line(group));
            Map<String, Integer> reasons = skipped.getOrDefault(group, Map.of());
            if (!reasons.isEmpty()) {
                out.append(" (");
                String comma = "";
                for (Map.Entry<String, Integer> reason : reasons.entrySet()) {
                    out.append(comma).append(reason.getValue()).append(": ").append(reason.getKey());
                    comma = "; ";
                }
                out.append(')');
            }
            out.append('\n');
        });
        return out.append(count(Verdict.Kind.PASSED))
                .append(" passed, ")
                .append(count(Verdict.Kind.FAILED))
                .append(" failed, ")
                .append(count(Verdict.Kind.DEVIATING))
                .append(" deviating, ")
                .append(count(Verdict.Kind.SKIPPED))
                .append(" skipped\n")
                .toString();
    }

    private String line(String group) {
        return count(group, Verdict.Kind.PASSED) + " passed, " + count(group, Verdict.Kind.FAILED) + " failed, "
                + count(group, Verdict.Kind.DEVIATING) + " deviating, " + count(group, Verdict.Kind.SKIPPED)
                + " skipped";
    }
}
