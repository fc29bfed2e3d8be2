// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.engine.spi;

import java.util.Map;
import java.util.Optional;

/**
 * How a run ended.
 *
 * @param kind how
 * @param failure what stopped all of it, where something did
 * @param hosts the recap
 */
public record Outcome(Kind kind, Optional<RunFailure> failure, Map<String, HostTally> hosts) {
    /** How a run can end. */
    public enum Kind {
        OK,
        /** A host failed. */
        FAILED,
        /** A host could not be reached, and none failed. */
        UNREACHABLE,
        /** Something stopped all of it. */
        BROKEN,
        TIMED_OUT,
        CANCELLED
    }

    public Outcome {
        hosts = Map.copyOf(hosts);
    }

    /** Returns with which status ansible-playbook would have ended. */
    public int ansibleStatus() {
        return switch (kind) {
            case OK -> 0;
            case FAILED -> 2;
            case UNREACHABLE -> 4;
            case BROKEN -> failure.map(RunFailure::status).orElse(1);
            case TIMED_OUT, CANCELLED -> 99;
        };
    }
}
