// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.registry;

import io.centossrv.platform.ErrorKind;

/** What an error means as an exit code; the table is in the reference. */
public final class ExitCodes {
    /** A fault of ours. */
    public static final int INTERNAL = 1;
    /** The command line can't be understood. */
    public static final int USAGE = 64;
    /** Trying again helps. */
    public static final int AGAIN = 75;

    private ExitCodes() {}

    static int of(ErrorKind kind) {
        return switch (kind) {
            case USER, CONFLICT -> USAGE;
            case NOT_FOUND -> 3;
            case DENIED -> 77;
            case LIMITED, UNAVAILABLE -> AGAIN;
            case INTERNAL -> INTERNAL;
        };
    }
}
