// SPDX-License-Identifier: Apache-2.0
package io.centossrv.hosts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What one run of hosts has on this machine: a folder, a network with a bridge at 10.99.0.1, names for all the rest. A
 * process of its own removes it: when the lab is closed, and also when this JVM is killed.
 */
final class Lab implements AutoCloseable {
    static final String BRIDGE_ADDRESS = "10.99.0.1";

    private static final Duration CLEANING = Duration.ofSeconds(60);

    private final Path folder;
    private final Process reaper;

    private Lab(Path folder, Process reaper) {
        this.folder = folder;
        this.reaper = reaper;
    }

    /** Opens a lab in this cache, and removes those whose owners and reapers were killed. */
    static Lab open(Path cache) {
        Path parent = cache.resolve("run");
        try (CacheLock lock = CacheLock.take(cache)) {
            Files.createDirectories(parent);
            removeStale(parent);
            byte[] random = new byte[4];
            new SecureRandom().nextBytes(random);
            Path folder =
                    Files.createDirectory(parent.resolve("lab-" + HexFormat.of().formatHex(random)));
            Lab lab = new Lab(folder, reap(folder));
            lab.mountWhereNeeded();
            lab.makeNetwork();
            return lab;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the name of a thing on this machine that belongs to the lab. */
    String name(String thing) {
        return "centossrv-" + folder.getFileName() + "-" + thing;
    }

    /** Returns the network namespace in which a control plane belongs. */
    String controlPlaneNamespace() {
        return name("cp");
    }

    Path folder(String host) {
        return folder.resolve("hosts").resolve(host);
    }

    private static Process reap(Path folder) throws IOException {
        Path script = folder.resolve("reap.sh");
        Recipe.write("reap.sh", script);
        // a session of its own: Ctrl-C on the terminal of the build is not for it
        Process reaper = new ProcessBuilder("setsid", "sh", script.toString(), folder.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Files.writeString(folder.resolve("reaper"), Long.toString(reaper.pid()));
        return reaper;
    }

    /** A lab without its reaper: that was killed, too, or the machine was switched off. */
    private static void removeStale(Path parent) throws IOException {
        List<Path> labs;
        try (Stream<Path> found = Files.list(parent)) {
            labs = found.filter(lab -> lab.getFileName().toString().matches("lab-[0-9a-f]{8}"))
                    .toList();
        }
        for (Path lab : labs) {
            if (!hasReaper(lab)) {
                Path script = Files.createTempFile("reap", ".sh");
                Recipe.write("reap.sh", script);
                Subprocess.run(CLEANING, Optional.empty(), new ProcessBuilder("sh", script.toString(), lab.toString()))
                        .orFail();
                Files.delete(script);
            }
        }
    }

    private static boolean hasReaper(Path lab) throws IOException {
        Path file = lab.resolve("reaper");
        if (!Files.exists(file)) {
            return false;
        }
        long pid = Long.parseLong(Files.readString(file));
        Path commandLine = Path.of("/proc", Long.toString(pid), "cmdline");
        return Files.exists(commandLine) && Files.readString(commandLine).contains(lab.toString());
    }

    /** An overlay can't have its upper folder on an overlay, which is what containers give us. */
    private void mountWhereNeeded() throws IOException {
        Path hosts = Files.createDirectory(folder.resolve("hosts"));
        if (Files.getFileStore(hosts).type().equals("overlay")) {
            Subprocess.must("mount", "-t", "tmpfs", "-o", "mode=755", name("hosts"), hosts.toString());
        }
    }

    private void makeNetwork() {
        String space = controlPlaneNamespace();
        Subprocess.must("ip", "netns", "add", space);
        Subprocess.must("ip", "-n", space, "link", "set", "lo", "up");
        Subprocess.must("ip", "-n", space, "link", "add", "br0", "type", "bridge");
        Subprocess.must("ip", "-n", space, "addr", "add", BRIDGE_ADDRESS + "/16", "dev", "br0");
        Subprocess.must("ip", "-n", space, "link", "set", "br0", "up");
    }

    /**
     * Removes everything.
     *
     * @throws IllegalStateException where something could not be removed
     */
    @Override
    public void close() {
        try {
            reaper.getOutputStream().close();
            if (!reaper.waitFor(CLEANING.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(
                        "the hosts in " + folder + " are still being removed after " + CLEANING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while removing " + folder, e);
        }
        if (reaper.exitValue() != 0) {
            throw new IllegalStateException("not all of " + folder + " could be removed; see the output above");
        }
    }
}
