// SPDX-License-Identifier: Apache-2.0
package io.centossrv.hosts;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** The container in which a host runs: systemd-nspawn, started again each time when the host asks for a reboot. */
final class Container {
    /** What systemd-nspawn ends with when the host asked for a reboot. */
    private static final int REBOOT = 133;

    private final Lab lab;
    private final String host;
    private final Path root;
    private final UUID machine;
    private final Init init;
    private volatile Optional<Process> running = Optional.empty();
    private volatile boolean wanted;

    Container(Lab lab, String host, Path root, UUID machine, Init init) {
        this.lab = lab;
        this.host = host;
        this.root = root;
        this.machine = machine;
        this.init = init;
    }

    /** Starts it; it runs until its process 1 ends other than for a reboot. */
    void start() {
        wanted = true;
        Process first = launch();
        Thread keeper = new Thread(() -> keep(first), "keeper-" + host);
        keeper.setDaemon(true);
        keeper.start();
    }

    /** Leaves it down when it ends the next time, for whatever reason. */
    void keepDown() {
        wanted = false;
    }

    /** Returns whether it is down. */
    boolean isDown() {
        return running.map(process -> !process.isAlive()).orElse(true);
    }

    /** Waits until it is down. */
    boolean awaitDown(long seconds) throws InterruptedException {
        Optional<Process> process = running;
        return process.isEmpty() || process.get().waitFor(seconds, TimeUnit.SECONDS);
    }

    /** Returns the id, on this machine, of the host's process 1; empty while there is none. */
    Optional<Long> leader() {
        return running.filter(Process::isAlive).flatMap(process -> child(process.pid()));
    }

    private Optional<Long> child(long parent) {
        try {
            String pid = Long.toString(parent);
            String children = Files.readString(Path.of("/proc", pid, "task", pid, "children"));
            return Arrays.stream(children.strip().split(" "))
                    .filter(child -> !child.isEmpty() && isLeader(child))
                    .map(Long::valueOf)
                    .findFirst();
        } catch (IOException e) {
            // it has just ended: then there is no process 1
            return Optional.empty();
        }
    }

    private boolean isLeader(String pid) {
        try {
            return Files.readString(Path.of("/proc", pid, "comm")).strip().equals(init.process());
        } catch (IOException e) {
            return false;
        }
    }

    private void keep(Process first) {
        Process process = first;
        try {
            while (process.waitFor() == REBOOT && wanted) {
                process = launch();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Process launch() {
        StringBuilder join = new StringBuilder();
        for (Path group : Cgroups.create(lab.name(host))) {
            join.append("echo $$ > '").append(group).append("' && ");
        }
        List<String> command = new ArrayList<>(List.of(
                "sh",
                "-c",
                join + "exec \"$@\"",
                "sh",
                "systemd-nspawn",
                "--quiet",
                "--boot",
                "--register=no",
                "--keep-unit",
                "--directory=" + root,
                "--machine=" + host,
                "--hostname=" + host,
                "--uuid=" + machine,
                "--network-namespace-path=/run/netns/" + lab.name(host),
                "--capability=CAP_NET_ADMIN",
                "--resolv-conf=off",
                "--timezone=off",
                "--link-journal=no",
                "--console=pipe",
                "--kill-signal=SIGRTMIN+3"));
        ProcessBuilder builder = new ProcessBuilder(command);
        // else net.* under /proc/sys can't be set in the host
        builder.environment().put("SYSTEMD_NSPAWN_API_VFS_WRITABLE", "network");
        builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(console().toFile()));
        try {
            Process process = builder.start();
            running = Optional.of(process);
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the file with what systemd-nspawn and the host's console wrote. */
    Path console() {
        return lab.folder(host).resolve("console");
    }
}
