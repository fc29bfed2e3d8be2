// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.system;

/** A program could not be started. */
public final class ProgramNotRun extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int errno;

    public ProgramNotRun(int errno, String message) {
        super(message);
        this.errno = errno;
    }

    /** Returns the operating system's error number. */
    public int errno() {
        return errno;
    }
}
