// SPDX-License-Identifier: Apache-2.0
package io.centossrv.hosts;

import java.util.List;

/**
 * A command that has ended.
 *
 * @param command what ran
 * @param code what it ended with
 * @param stdout what it wrote, UTF-8
 * @param stderr what it wrote, UTF-8
 */
public record Execution(List<String> command, int code, String stdout, String stderr) {
    public Execution {
        command = List.copyOf(command);
    }

    /**
     * Returns standard output without the last line end.
     *
     * @throws IllegalStateException where the command failed; the message has its output
     */
    public String orFail() {
        if (code != 0) {
            throw new IllegalStateException(this + " failed");
        }
        return stdout.stripTrailing();
    }

    @Override
    public String toString() {
        return String.join(" ", command) + " [code " + code + "]\n" + stdout + stderr;
    }
}
