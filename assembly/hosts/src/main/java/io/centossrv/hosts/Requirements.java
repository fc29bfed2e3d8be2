// SPDX-License-Identifier: Apache-2.0
package io.centossrv.hosts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What this machine must have to boot hosts. */
final class Requirements {
    private static final Map<String, String> COMMANDS = commands();

    private Requirements() {}

    private static Map<String, String> commands() {
        Map<String, String> commands = new LinkedHashMap<>();
        commands.put("debootstrap", "debootstrap");
        commands.put("systemd-nspawn", "systemd-container");
        commands.put("ip", "iproute2");
        commands.put("rpmbuild", "rpm");
        commands.put("createrepo_c", "createrepo-c");
        commands.put("ssh-keygen", "openssh-client");
        commands.put("nsenter", "util-linux");
        return commands;
    }

    /** Returns what is missing, each with how to get it; empty where hosts can be booted. */
    static List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (!"root".equals(System.getProperty("user.name"))) {
            missing.add("root: run the tests as root");
        }
        COMMANDS.forEach((command, debianPackage) -> {
            if (!isThere(command)) {
                missing.add(command + ": apt-get install " + debianPackage);
            }
        });
        if (!filesystems().contains("\toverlay\n")) {
            missing.add("overlay file systems: modprobe overlay");
        }
        if (Cgroups.hierarchies().isEmpty()) {
            missing.add("control groups: mount /sys/fs/cgroup");
        }
        return List.copyOf(missing);
    }

    private static boolean isThere(String command) {
        return List.of("/usr/sbin", "/usr/bin", "/sbin", "/bin").stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    }

    private static String filesystems() {
        try {
            return Files.readString(Path.of("/proc/filesystems"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
