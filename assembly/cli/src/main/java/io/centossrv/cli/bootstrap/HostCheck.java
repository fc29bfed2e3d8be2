// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.bootstrap;

import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.outcome.Failure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a host said of itself.
 *
 * @param values by key, as {@code check.sh} prints them
 */
record HostCheck(Map<String, String> values) {
    private static final long INSTALLED_KB = 200_000;
    private static final long SPARE_KB = 20_000;

    HostCheck {
        values = Map.copyOf(values);
    }

    static HostCheck parse(String text) {
        return new HostCheck(lines(text));
    }

    /** Returns lines of {@code KEY=VALUE}; others are left out. */
    static Map<String, String> lines(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        text.lines().forEach(line -> {
            int at = line.indexOf('=');
            if (at > 0 && at < line.length() - 1) {
                values.putIfAbsent(line.substring(0, at), line.substring(at + 1));
            }
        });
        return values;
    }

    Optional<String> value(String key) {
        return Optional.ofNullable(values.get(key));
    }

    String hostname() {
        return value("hostname").orElse("");
    }

    /** Returns the tool that installs packages. */
    String installer() {
        return value("installer")
                .orElseThrow(() -> refuse("no-rpm", "has no rpm. The agent's package is for the EL family")
                        .next("Other hosts take the tar: docs/guide/agent-on-a-host.md"));
    }

    /** Throws what stands against the agent on this host. */
    void requireFit(Optional<RpmHeader> rpm) {
        installer();
        if (value("tar").isPresent()) {
            throw refuse("agent-from-tar", "has an agent from a tar already")
                    .next("There: /opt/centossrv-agent/bin/centossrv-agent-install uninstall --purge");
        }
        if (value("init").isEmpty()) {
            throw refuse("no-init", "runs neither systemd nor a SysV init");
        }
        String own = value("arch").orElse("unknown");
        Optional<String> wanted = rpm.map(RpmHeader::architecture).filter(name -> !name.equals("noarch"));
        if (wanted.filter(name -> !name.equals(own)).isPresent()) {
            throw refuse("wrong-architecture", "is " + own + ", and the package is for " + wanted.get());
        }
        requireLibrary(rpm.flatMap(RpmHeader::library));
        if (value("root").orElse("none").equals("none")) {
            throw refuse("no-root", "has no sudo, and the login is not root's").next("Log in as root: --user root");
        }
        if (space("/opt") < INSTALLED_KB) {
            throw refuse(
                    "no-space",
                    "has " + space("/opt") / 1000 + " MB free in /opt; the agent takes " + INSTALLED_KB / 1000);
        }
    }

    /** Returns a folder for a file of this size. */
    String folderFor(long bytes) {
        long needed = bytes / 1024 + SPARE_KB;
        List<String> tried = new ArrayList<>();
        for (String key : values.keySet().stream()
                .filter(k -> k.startsWith("writable:"))
                .sorted()
                .toList()) {
            tried.add(key.substring("writable:".length()));
        }
        return tried.stream()
                .sorted((a, b) -> Boolean.compare(b.equals("/var/tmp"), a.equals("/var/tmp")))
                .filter(folder -> space(folder) > needed)
                .findFirst()
                .orElseThrow(() -> refuse(
                        "no-space",
                        "has no folder with " + needed / 1000 + " MB free that the login can write; tried: "
                                + String.join(", ", tried)));
    }

    private long space(String folder) {
        return value("space:" + folder)
                .filter(number -> number.matches("\\d{1,18}"))
                .map(Long::valueOf)
                .orElse(0L);
    }

    /** Throws where the C library is older than the package needs. */
    private void requireLibrary(Optional<String> needed) {
        String own = value("glibc").orElse("0");
        if (needed.filter(version -> older(own, version)).isPresent()) {
            throw refuse("glibc-too-old", "has glibc " + own + ", and the package needs " + needed.get())
                    .next("Build the package with an older runtime: docs/guide/agent-on-a-host.md");
        }
    }

    static boolean older(String version, String than) {
        String[] left = version.split("\\.");
        String[] right = than.split("\\.");
        for (int i = 0; i < Math.max(left.length, right.length); i++) {
            int difference = number(left, i) - number(right, i);
            if (difference != 0) {
                return difference < 0;
            }
        }
        return false;
    }

    private static int number(String[] parts, int at) {
        return at < parts.length && parts[at].matches("\\d{1,6}") ? Integer.parseInt(parts[at]) : 0;
    }

    /** Returns what an operator wants to see. */
    String summary() {
        List<String> parts = new ArrayList<>();
        parts.add(value("os").orElse("unknown system"));
        value("arch").ifPresent(parts::add);
        value("glibc").ifPresent(version -> parts.add("glibc " + version));
        value("init").ifPresent(parts::add);
        parts.add(
                switch (value("root").orElse("none")) {
                    case "login" -> "root";
                    case "sudo" -> "sudo";
                    case "password" -> "sudo with a password";
                    default -> "not root";
                });
        value("noexec").ifPresent(folder -> parts.add(folder + " is noexec, which is no obstacle"));
        return String.join(", ", parts);
    }

    private Failure refuse(String code, String what) {
        return Failure.of(ExitCode.FAILED, code, "The host " + hostname() + " " + what + ".");
    }
}
