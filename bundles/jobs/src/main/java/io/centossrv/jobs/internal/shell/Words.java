// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.shell;

import io.centossrv.jobs.NodeJobState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How states and times stand in tables. */
final class Words {
    private Words() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static String counts(Map<NodeJobState, Integer> counts) {
        return counts.entrySet().stream()
                .map(e -> e.getValue() + " " + of(e.getKey()))
                .collect(Collectors.joining(", "));
    }
}
