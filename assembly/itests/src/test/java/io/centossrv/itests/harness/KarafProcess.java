// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A distribution that runs, with the probe in it. */
public final class KarafProcess implements AutoCloseable {
    private final Sandbox sandbox;
    private final Path home;
    private final String launcher;
    private final List<String> prefix;
    private final Map<String, String> environment;
    private Process process;

    /**
     * Prepares a distribution.
     *
     * @param prefix what to put before the command, such as {@code unshare -n}; may be empty
     */
    public KarafProcess(
            Sandbox sandbox, Path home, String launcher, List<String> prefix, Map<String, String> environment) {
        this.sandbox = sandbox;
        this.home = home;
        this.launcher = launcher;
        this.prefix = List.copyOf(prefix);
        this.environment = Map.copyOf(environment);
        installProbe();
    }

    private void installProbe() {
        Path probe =
                Sandbox.checkout().resolve("assembly/probe/target/io.centossrv.probe-" + Sandbox.version() + ".jar");
        Path target = home.resolve("system/probe.jar");
        try {
            Files.copy(probe, target);
            Files.writeString(
                    home.resolve("etc/startup.properties"),
                    "\nreference\\:file\\:probe.jar = 90\n",
                    StandardOpenOption.APPEND);
            Files.writeString(
                    home.resolve("etc/custom.properties"),
                    "\ncentossrv.probe.socket=" + probeSocket() + "\n",
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sandbox.give(home);
    }

    private Path probeSocket() {
        return home.resolve("probe.sock");
    }

    /** Returns the folder of the distribution. */
    public Path home() {
        return home;
    }

    /** Returns the folder of the state. */
    public Path state() {
        return home.resolve("state");
    }

    /** Starts the launcher; its output goes to {@code console.log} in the distribution. */
    public void start() {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(
                sandbox.asProductUser(List.of(home.resolve("bin/" + launcher).toString())));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(console().toFile()));
        builder.environment().putAll(environment);
        builder.environment().put("CENTOSSRV_CONSOLE", "INFO");
        builder.environment().put("HOME", "/nonexistent");
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns where the output goes. */
    public Path console() {
        return home.resolve("console.log");
    }

    /** Returns the output so far. */
    public String log() {
        try {
            return Files.exists(console()) ? Files.readString(console()) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the process. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** Tells whether the process lives. */
    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Ends it as systemd would, and waits as long. */
    public void stop() {
        if (isAlive()) {
            process.destroy();
            waitForEnd(Duration.ofSeconds(90));
        }
    }

    /** Ends it with SIGKILL. */
    public void kill() {
        process.destroyForcibly();
        waitForEnd(Duration.ofSeconds(10));
    }

    private void waitForEnd(Duration bound) {
        try {
            if (!process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(launcher + " did not stop within " + bound.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sends one command to the probe and returns the answer's lines. */
    public List<String> probe(String command) {
        StringBuilder answer = new StringBuilder();
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(probeSocket()));
            channel.write(ByteBuffer.wrap((command + "\n").getBytes(StandardCharsets.UTF_8)));
            ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
            while (channel.read(buffer) >= 0) {
                answer.append(StandardCharsets.UTF_8.decode(buffer.flip()));
                buffer.clear();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("probe of " + launcher + ": " + command, e);
        }
        List<String> lines = answer.toString().lines().toList();
        if (!lines.isEmpty() && lines.get(0).startsWith("error ")) {
            throw new AssertionError(command + ": " + lines.get(0));
        }
        return lines;
    }

    /** Tells whether the probe answers. */
    public boolean hasProbe() {
        return Files.exists(probeSocket());
    }

    @Override
    public void close() {
        if (isAlive()) {
            stop();
        }
    }
}
