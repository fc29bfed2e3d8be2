// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.ssh;

/**
 * How a program ended.
 *
 * @param code its exit code
 * @param out what it wrote, cut off at 64 KiB
 * @param err what it complained of, cut off at 64 KiB
 */
public record Answer(int code, String out, String err) {
    /** Returns the last thing that it said, in one line. */
    public String lastWords() {
        String said = err.isBlank() ? out : err;
        return said.strip()
                .lines()
                .reduce((before, line) -> line)
                .orElse("exit code " + code)
                .strip();
    }
}
