// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.outcome;

import java.util.List;
import java.util.Set;

/** With what {@code csrv} ends. The numbers are a contract with scripts: they are added to and never changed. */
public enum ExitCode {
    OK(0),
    /** Our mistake, or the control plane's. */
    INTERNAL(1),
    /** Some tasks failed. */
    FAILED(2),
    /** What was named is not there. */
    NO_TARGET(3),
    /** Some nodes could not be reached. */
    UNREACHABLE(4),
    /** On some nodes it is not known how it ended. */
    INTERRUPTED(5),
    /** Changes are pending or were made; only where asked for. */
    CHANGED(10),
    /** Changes and failures; only where asked for. */
    CHANGED_AND_FAILED(12),
    USAGE(64),
    /** The project or file is invalid. */
    INVALID(65),
    /** The control plane can't now. */
    TRY_AGAIN(75),
    DENIED(77),
    TIMED_OUT(124);

    private static final List<ExitCode> ORDER =
            List.of(INTERNAL, DENIED, INVALID, FAILED, INTERRUPTED, UNREACHABLE, TIMED_OUT, CHANGED);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /** Returns what the process ends with. */
    public int number() {
        return number;
    }

    /** Returns the code to end with where several hold: the worst, in the documented order; OK where none does. */
    public static ExitCode worst(Set<ExitCode> holding) {
        if (holding.contains(CHANGED) && holding.contains(FAILED)) {
            return holding.contains(INTERNAL) || holding.contains(DENIED) || holding.contains(INVALID)
                    ? ORDER.stream().filter(holding::contains).findFirst().orElse(INTERNAL)
                    : CHANGED_AND_FAILED;
        }
        return ORDER.stream().filter(holding::contains).findFirst().orElse(OK);
    }
}
