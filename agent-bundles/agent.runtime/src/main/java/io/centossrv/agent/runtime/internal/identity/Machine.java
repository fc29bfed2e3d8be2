// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.runtime.internal.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What this machine calls itself.
 *
 * @param hostname never empty
 * @param machineId machine-id(5), empty where it has none
 * @param dmiUuid product UUID of its firmware in lower case, empty where it has none or it may not be read
 */
public record Machine(String hostname, String machineId, String dmiUuid) {
    private static final Pattern HOSTNAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,252}");
    private static final Pattern MACHINE_ID = Pattern.compile("[A-Za-z0-9-]{1,64}");
    /** The kernel's file is root's alone; the agent's unit leaves a copy for an agent without rights. */
    private static final List<String> DMI = List.of("sys/class/dmi/id/product_uuid", "run/centossrv-agent/dmi-uuid");

    /** Reads it below a root, which is {@code /} but in tests. */
    public static Machine of(Path root) {
        String hostname = text(root.resolve("proc/sys/kernel/hostname"));
        String dmi = DMI.stream()
                .map(file -> text(root.resolve(file)).toLowerCase(Locale.ROOT))
                .filter(text -> MACHINE_ID.matcher(text).matches())
                .findFirst()
                .orElse("");
        String machineId = text(root.resolve("etc/machine-id"));
        return new Machine(
                HOSTNAME.matcher(hostname).matches() ? hostname : "localhost",
                MACHINE_ID.matcher(machineId).matches() ? machineId : "",
                dmi);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            // None of the files must be there.
            return "";
        }
    }
}
