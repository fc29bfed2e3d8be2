// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.runtime.internal.enrolment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * What this machine calls itself.
 *
 * @param hostname never empty
 * @param machineId machine-id(5), empty where it has none
 */
record Machine(String hostname, String machineId) {
    private static final Pattern HOSTNAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,252}");
    private static final Pattern MACHINE_ID = Pattern.compile("[A-Za-z0-9-]{1,64}");

    /** Reads it below a root, which is {@code /} but in tests. */
    static Machine of(Path root) {
        String hostname = text(root.resolve("proc/sys/kernel/hostname"));
        String machineId = text(root.resolve("etc/machine-id"));
        return new Machine(
                HOSTNAME.matcher(hostname).matches() ? hostname : "localhost",
                MACHINE_ID.matcher(machineId).matches() ? machineId : "");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            // Neither file must be there.
            return "";
        }
    }
}
