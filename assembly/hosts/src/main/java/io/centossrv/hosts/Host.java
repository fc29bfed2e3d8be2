// SPDX-License-Identifier: Apache-2.0
package io.centossrv.hosts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A booted host. It has a system of its own (systemd, rpm, dnf, cron, sshd), a machine id, a network address. Not real:
 * the CentOS userland (it is Debian's), the kernel (this machine's), SELinux, sysctls other than {@code net.*}.
 */
public final class Host {
    private static final Duration USUAL = Duration.ofSeconds(60);
    private static final Duration BOOTING = Duration.ofSeconds(90);
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME", "/root",
            "LC_ALL", "C.UTF-8");

    private final String name;
    private final String address;
    private final UUID machineId;
    private final Init init;
    private final Container container;
    private final Cable cable;

    Host(String name, String address, UUID machineId, Init init, Container container, Cable cable) {
        this.name = name;
        this.address = address;
        this.machineId = machineId;
        this.init = init;
        this.container = container;
        this.cable = cable;
    }

    /** Returns what the host calls itself, {@code h1} and so on. */
    public String name() {
        return name;
    }

    /** Returns its address, 10.99.0.11 for {@code h1} and so on. */
    public String address() {
        return address;
    }

    /** Returns its machine id as in {@code /etc/machine-id}. */
    public String machineId() {
        return machineId.toString().replace("-", "");
    }

    /** Runs a command in the host as root, at most a minute, and returns how it ended. There is no shell. */
    public Execution exec(String... argv) {
        return exec(USUAL, argv);
    }

    /**
     * Runs a command in the host as root.
     *
     * @param limit after which it is killed
     * @throws IllegalStateException where it takes longer, or the host is down
     */
    public Execution exec(Duration limit, String... argv) {
        return Subprocess.run(limit, Optional.empty(), inside(argv));
    }

    /** Runs a shell script in the host as root, at most a minute, and returns how it ended. */
    public Execution shell(String script) {
        return exec("sh", "-c", script);
    }

    /** Returns a process to be started in the host as root, for what a test wants to hold on to. */
    public ProcessBuilder inside(String... argv) {
        List<String> command = new ArrayList<>(List.of("nsenter", "--all", "--target", Long.toString(leader()), "--"));
        command.addAll(List.of(argv));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(ENVIRONMENT);
        return builder;
    }

    /** Copies a file or a folder with all that is in it to this path in the host; root owns it there. */
    public void copy(Path from, String to) {
        try {
            Path archive = Files.createTempFile("copy", ".tar");
            try {
                boolean folder = Files.isDirectory(from);
                Subprocess.must(
                        "tar",
                        "-C",
                        (folder ? from : from.toAbsolutePath().getParent()).toString(),
                        "-cf",
                        archive.toString(),
                        folder ? "." : from.getFileName().toString());
                String unpack = folder
                        ? "mkdir -p \"$1\" && tar -C \"$1\" --no-same-owner -xf -"
                        : "mkdir -p \"$(dirname \"$1\")\" && rm -rf \"$1.copy\" && mkdir \"$1.copy\""
                                + " && tar -C \"$1.copy\" --no-same-owner -xf - && mv -T \"$1.copy/$2\" \"$1\" && rmdir \"$1.copy\"";
                Subprocess.run(
                                BOOTING,
                                Optional.of(archive),
                                inside(
                                        "sh",
                                        "-c",
                                        unpack,
                                        "sh",
                                        to,
                                        from.getFileName().toString()))
                        .orFail();
            } finally {
                Files.delete(archive);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a file in the host, mode 0644. */
    public void write(String path, String text) {
        try {
            Path file = Files.createTempFile("write", ".txt");
            try {
                Files.writeString(file, text);
                Subprocess.must("chmod", "644", file.toString());
                copy(file, path);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the text of a file in the host. */
    public String read(String path) {
        Execution cat = exec("cat", path);
        cat.orFail();
        return cat.stdout();
    }

    /**
     * Returns one hash over all that is below these paths: kinds, modes, owners, sizes, modification times, link targets
     * and contents. Other file systems mounted below are left out.
     */
    public String treeHash(String... paths) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", Recipe.text("tree-hash.sh"), "sh"));
        command.addAll(List.of(paths));
        return exec(BOOTING, command.toArray(String[]::new)).orFail();
    }

    /** Pulls the cable: packets go nowhere, connections stay open on both sides. */
    public void cutNetwork() {
        cable.pull();
    }

    /** Plugs the cable in again. */
    public void healNetwork() {
        cable.plug();
    }

    /** Switches the power off: process 1 is killed and with it all others. What was written stays. */
    public void killLeader() {
        container.keepDown();
        Subprocess.must("kill", "-KILL", Long.toString(leader()));
        awaitDown();
    }

    /** Boots the host after its power was switched off, and waits until it runs. */
    public void start() {
        container.start();
        awaitRunning();
    }

    /** Reboots the host in good order and waits until it runs again. Its boot id is another one then. */
    public void reboot() {
        long before = leader();
        // the connection to the host's own systemd ends with it
        exec("systemctl", "--no-block", "reboot").orFail();
        await(
                "rebooted",
                () -> container.leader().filter(leader -> leader != before).isPresent());
        awaitRunning();
    }

    /** Returns the id of the host's process 1 on this machine. It is another one after each boot. */
    public long leader() {
        return container
                .leader()
                .orElseThrow(() -> new IllegalStateException("host " + name + " is down\n" + consoleEnd()));
    }

    /** Starts the host and does not wait. */
    void boot() {
        container.start();
    }

    /** Waits until all that should start at boot was started. */
    void awaitRunning() {
        await("up", () -> {
            requireAlive();
            return container.leader().isPresent();
        });
        await("running", () -> {
            requireAlive();
            return isRunning();
        });
    }

    private boolean isRunning() {
        Execution state = exec(init.isRunning().toArray(String[]::new));
        if (init == Init.SYSV) {
            return state.code() == 0;
        }
        String word = state.stdout().strip();
        if (word.equals("degraded")) {
            throw new IllegalStateException("host " + name + " is degraded\n"
                    + exec("systemctl", "--failed", "--no-legend").stdout());
        }
        return word.equals("running");
    }

    private void requireAlive() {
        if (container.isDown()) {
            throw new IllegalStateException("host " + name + " did not boot\n" + consoleEnd());
        }
    }

    private void awaitDown() {
        try {
            if (!container.awaitDown(BOOTING.toSeconds())) {
                throw new IllegalStateException("host " + name + " does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private String consoleEnd() {
        try {
            String text = Files.readString(container.console());
            return text.substring(Math.max(0, text.length() - 2000));
        } catch (IOException e) {
            return "(no console: " + e.getMessage() + ")";
        }
    }

    private void await(String what, java.util.function.BooleanSupplier condition) {
        Instant end = Instant.now().plus(BOOTING);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException(
                        "host " + name + " is not " + what + " after " + BOOTING + "\n" + consoleEnd());
            }
            java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
        }
    }

    @Override
    public String toString() {
        return name + " (" + address + ")";
    }
}
