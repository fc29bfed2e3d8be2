// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests.rounds;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the ledger says held against what the witness saw.
 *
 * @param lies each a sentence; empty where the ledger told the truth
 * @param states how many jobs on nodes ended in each state
 * @param reasons the same by state and reason
 */
record Reckoning(List<String> lies, Map<String, Integer> states, Map<String, Integer> reasons) {
    private static final Set<String> DONE = Set.of("OK", "CHANGED");
    private static final Set<String> NEVER_RAN = Set.of("UNREACHABLE", "EXPIRED", "CANCELLED", "SKIPPED");

    static Reckoning of(
            List<Ledger.Entry> ledger, Map<String, String> accepted, Map<String, Map<String, Integer>> witness) {
        List<String> lies = new ArrayList<>();
        Map<String, Integer> states = new TreeMap<>();
        Map<String, Integer> reasons = new TreeMap<>();
        Map<String, String> jobs = new HashMap<>();
        Set<String> known = new HashSet<>();
        for (Ledger.Entry entry : ledger) {
            states.merge(entry.state(), 1, Integer::sum);
            reasons.merge(entry.state() + " " + firstWords(entry.reason()), 1, Integer::sum);
            known.add(entry.node() + " " + entry.mark());
            if (!entry.job().equals(jobs.computeIfAbsent(entry.mark(), m -> entry.job()))) {
                lies.add("two jobs of one request: " + entry);
            }
            int lines = witness.get(entry.node()).getOrDefault(entry.mark(), 0);
            if (lines > 1) {
                lies.add("ran " + lines + " times: " + entry);
            }
            if (DONE.contains(entry.state()) && lines == 0) {
                lies.add("said to be done and did not run: " + entry);
            }
            if (NEVER_RAN.contains(entry.state()) && lines > 0) {
                lies.add("said never to have run and did: " + entry);
            }
            if (!entry.over()) {
                lies.add("without an end: " + entry);
            }
        }
        accepted.forEach((mark, job) -> {
            if (!job.equals(jobs.get(mark))) {
                lies.add("accepted and lost: mark=" + mark + " job=" + job);
            }
        });
        witness.forEach((node, lines) -> lines.keySet().stream()
                .filter(mark -> !known.contains(node + " " + mark))
                .forEach(mark -> lies.add("ran and is in no ledger: node=" + node + " mark=" + mark)));
        return new Reckoning(lies, states, reasons);
    }

    private static String firstWords(String reason) {
        return reason.substring(0, Math.min(reason.length(), 60));
    }

    int jobs() {
        return states.values().stream().mapToInt(Integer::intValue).sum();
    }

    double share(String state) {
        return jobs() == 0 ? 0 : (double) states.getOrDefault(state, 0) / jobs();
    }
}
