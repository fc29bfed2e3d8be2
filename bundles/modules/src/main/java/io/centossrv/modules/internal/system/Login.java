// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.system;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A user as passwd(5) has it.
 *
 * @param name of the user
 * @param uid number of the user
 * @param gid number of its first group
 * @param home folder; may be missing
 * @param shell may be empty
 */
public record Login(String name, int uid, int gid, String home, String shell) {
    private static final List<String> PLACES = List.of("/usr/bin/setpriv", "/bin/setpriv");

    static Login of(String line) {
        String[] fields = line.split(":", -1);
        return new Login(
                fields[0],
                Integer.parseUnsignedInt(fields[2]),
                Integer.parseUnsignedInt(fields[3]),
                fields[5],
                fields[6]);
    }

    /**
     * Returns what runs a command as this user, with its groups and no others; only root can.
     *
     * @throws ProgramNotRun where the node has no setpriv(1)
     */
    public List<String> prefix() {
        String program = PLACES.stream()
                .filter(place -> Files.isExecutable(Path.of(place)))
                .findFirst()
                .orElseThrow(() -> new ProgramNotRun(
                        2, "setpriv is missing, which runs commands as " + name + ": install util-linux"));
        return List.of(
                program,
                "--reuid=" + Integer.toUnsignedString(uid),
                "--regid=" + Integer.toUnsignedString(gid),
                "--init-groups",
                "--");
    }

    /** Returns what a login would set. */
    public Map<String, String> environment() {
        return Map.of(
                "HOME",
                home.isEmpty() ? "/" : home,
                "USER",
                name,
                "LOGNAME",
                name,
                "SHELL",
                shell.isEmpty() ? "/bin/sh" : shell);
    }
}
