// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** The command line, as its users run it: a process of its own, with contexts in the sandbox. */
public final class Csrv {
    private final Sandbox sandbox;
    private final Path contexts;
    private final List<String> prefix;
    private final Map<String, String> environment = new TreeMap<>();

    public Csrv(Sandbox sandbox) {
        this(sandbox, List.of());
    }

    /** Runs each call behind a prefix, such as {@code nsenter} into a network namespace. */
    public Csrv(Sandbox sandbox, List<String> prefix) {
        this.sandbox = sandbox;
        this.prefix = List.copyOf(prefix);
        this.contexts = sandbox.folder().resolve("csrv");
    }

    /** Sets a variable of the environment for all commands from now on. */
    public void set(String name, String value) {
        environment.put(name, value);
    }

    /** Logs in as the administrator, which must succeed. */
    public Csrv login(ControlPlane controlPlane) {
        logIn(controlPlane).expect(0);
        return this;
    }

    /** Tries to log in as the administrator. */
    public Result logIn(ControlPlane controlPlane) {
        return run(
                "login",
                "--server",
                controlPlane.url(),
                "--ca-file",
                controlPlane.caFile().toString(),
                "--password-file",
                controlPlane.karaf().state().resolve("initial-login").toString());
    }

    /** Runs it and returns what it said, whatever its exit code. */
    public Result run(String... arguments) {
        return runWith(Path.of("/dev/null"), arguments);
    }

    /** Runs it with a file as its standard input. */
    public Result runWith(Path input, String... arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                Sandbox.checkout().resolve("assembly/cli/target/csrv.jar").toString()));
        command.addAll(List.of(arguments));
        Path out = sandbox.folder().resolve("csrv-" + UUID.randomUUID() + ".out");
        Path err = sandbox.folder().resolve(out.getFileName() + ".err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Sandbox.checkout().toFile())
                .redirectInput(input.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("CENTOSSRV_CONFIG", contexts.toString());
        try {
            Process process = builder.start();
            if (!process.waitFor(240, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("240 s were not enough for csrv " + List.of(arguments));
            }
            return new Result(
                    List.of(arguments),
                    process.exitValue(),
                    Files.readString(out, StandardCharsets.UTF_8),
                    Files.readString(err, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What a call said. */
    public record Result(List<String> arguments, int code, String out, String err) {
        /** Returns this result, or fails with all that was said where the exit code is another one. */
        public Result expect(int expected) {
            if (code != expected) {
                throw new AssertionError(
                        "csrv " + arguments + ": exit " + code + ", not " + expected + "\n" + out + "\n" + err);
            }
            return this;
        }
    }
}
