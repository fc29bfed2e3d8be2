// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.module;

/**
 * How much is kept of each stream that a command prints to.
 *
 * @param head bytes of its beginning
 * @param tail bytes of its end
 */
public record OutputLimits(int head, int tail) {
    private static final int MOST = 1024 * 1024;

    /** What is kept where nobody says otherwise: what a task's result has room for on the wire. */
    public static final OutputLimits USUAL = new OutputLimits(64 * 1024, 64 * 1024);

    public OutputLimits {
        if (head < 0 || tail < 1 || head > MOST || tail > MOST) {
            throw new IllegalArgumentException(
                    "of a stream 0 to " + MOST + " bytes are kept at its beginning and 1 to " + MOST + " at its end");
        }
    }
}
