// SPDX-License-Identifier: Apache-2.0
package io.centossrv.hosts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** What runs as process 1 of a host. */
public enum Init {
    /** As on every CentOS since 7. */
    SYSTEMD("systemd"),
    /** SysV's own init with scripts in {@code /etc/init.d}; it can't {@link Host#reboot}. */
    SYSV("init");

    private final String process;

    Init(String process) {
        this.process = process;
    }

    /** Returns what the kernel calls process 1. */
    String process() {
        return process;
    }

    /** Prepares a tree that has not been booted. */
    void lay(Path root) throws IOException {
        if (this == SYSTEMD) {
            return;
        }
        // systemd-nspawn boots what it finds first
        Files.delete(root.resolve("usr/lib/systemd/systemd"));
        Files.deleteIfExists(root.resolve("usr/sbin/init"));
        Files.copy(root.resolve("opt/sysv/init"), root.resolve("usr/sbin/init"));
        Recipe.write("sysv/inittab", root.resolve("etc/inittab"));
        Recipe.write("sysv/rc", root.resolve("opt/sysv/rc"));
        for (String program : List.of("usr/sbin/init", "opt/sysv/rc")) {
            Files.setPosixFilePermissions(root.resolve(program), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    /** Returns the command that succeeds in a host where all that should start at boot was started. */
    List<String> isRunning() {
        return this == SYSTEMD ? List.of("systemctl", "is-system-running") : List.of("test", "-e", "/run/booted");
    }
}
