// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests.fleet;

import io.centossrv.itests.harness.ControlPlane;
import io.centossrv.itests.harness.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Simulated agents, in processes of at most some hundreds: each has threads, sockets and an outbox of its own. */
final class SimulatedFleet implements AutoCloseable {
    private static final int PER_PROCESS = 500;

    private final Sandbox sandbox;
    private final Path keys;
    private final int size;
    private final List<Process> processes = new ArrayList<>();

    private SimulatedFleet(Sandbox sandbox, Path keys, int size) {
        this.sandbox = sandbox;
        this.keys = keys;
        this.size = size;
    }

    /** Makes the keys; nothing runs yet. */
    static SimulatedFleet of(Sandbox sandbox, int size) {
        Path keys = sandbox.folder().resolve("agents");
        Process made = java(sandbox.folder().resolve("keys.log"), "keys", Integer.toString(size), keys.toString());
        try {
            if (!made.waitFor(60, TimeUnit.SECONDS) || made.exitValue() != 0) {
                throw new AssertionError(
                        "no keys: " + Files.readString(sandbox.folder().resolve("keys.log")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return new SimulatedFleet(sandbox, keys, size);
    }

    /** Returns id and public key of each agent. */
    List<String[]> agents() {
        try {
            return Files.readAllLines(keys).stream()
                    .map(line -> line.split(" "))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void start(ControlPlane controlPlane, int packages) {
        String serverKey;
        try {
            serverKey = Files.readString(controlPlane.karaf().home().resolve("etc/keys/bus.pub"))
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (int from = 0; from < size; from += PER_PROCESS) {
            processes.add(java(
                    sandbox.folder().resolve("fleet-" + from + ".log"),
                    "run",
                    keys.toString(),
                    Integer.toString(from),
                    Integer.toString(Math.min(size, from + PER_PROCESS)),
                    "tcp://127.0.0.1:" + controlPlane.busPort(),
                    serverKey,
                    sandbox.folder().resolve("outboxes").toString(),
                    Integer.toString(packages)));
        }
    }

    private static Process java(Path log, String... arguments) {
        Path built = Sandbox.checkout().resolve("benchmarks/fleet/target");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx768m",
                "-Xss256k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                built.resolve("classes") + ":" + built.resolve("lib") + "/*",
                "io.centossrv.benchmarks.fleet.Main"));
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills them: nobody waits for thousands of goodbyes. */
    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
    }
}
