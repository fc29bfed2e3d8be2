// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * {@code ./run} and {@code ./csrv} of a checkout: a copy in the sandbox that has what they need, with nothing to build, so
 * that neither the real checkout's demo nor this machine's is touched.
 */
public final class RunScript {
    private static final long LIMIT_SECONDS = 180;
    private static final List<String> PARTS = List.of(
            "run",
            "csrv",
            "pom.xml",
            "scripts/shell.sh",
            "scripts/demo.sh",
            "scripts/processes.sh",
            "examples/playbooks/first.yml",
            "assembly/cli/target/csrv.jar");

    private final Path checkout;
    private final List<String> prefix;
    private final Map<String, String> environment = new TreeMap<>();

    private RunScript(Path checkout, List<String> prefix) {
        this.checkout = checkout;
        this.prefix = List.copyOf(prefix);
        environment.put("CENTOSSRV_BUILD", "no");
        environment.put("CENTOSSRV_HTTPS_PORT", String.valueOf(Sandbox.freePort()));
        environment.put("CENTOSSRV_BUS_PORT", String.valueOf(Sandbox.freePort()));
    }

    /**
     * Copies a checkout.
     *
     * @param prefix what to put before each command, such as {@code setpriv} to become another user
     */
    public static RunScript copy(Sandbox sandbox, List<String> prefix) {
        Path checkout = sandbox.folder().resolve("checkout");
        List<String> files = new ArrayList<>(PARTS);
        for (Path archive : List.of(
                Sandbox.archive("control-plane", "centossrv-server"), Sandbox.archive("agent", "centossrv-agent"))) {
            files.add(Sandbox.checkout().relativize(archive).toString());
        }
        try {
            for (String file : files) {
                Path target = checkout.resolve(file);
                Files.createDirectories(target.getParent());
                Files.copy(Sandbox.checkout().resolve(file), target);
            }
            // The folder of the play, which it names for everybody, is the sandbox's here.
            Path play = checkout.resolve("examples/playbooks/first.yml");
            Files.writeString(
                    play,
                    Files.readString(play)
                            .replace(
                                    "/tmp/centossrv-demo",
                                    sandbox.folder().resolve("declared").toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Sandbox.check(List.of("chmod", "-R", "a+rX,u+w", checkout.toString()));
        return new RunScript(checkout, prefix);
    }

    /** Returns this with a variable set for all commands from now on. */
    public RunScript with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Returns the checkout. */
    public Path checkout() {
        return checkout;
    }

    /** Returns the port of REST. */
    public int httpsPort() {
        return Integer.parseInt(environment.get("CENTOSSRV_HTTPS_PORT"));
    }

    /** Returns the port of the bus. */
    public int busPort() {
        return Integer.parseInt(environment.get("CENTOSSRV_BUS_PORT"));
    }

    /**
     * Starts a command as a terminal would: in a session of its own, with signals as they are by default, whatever the
     * runner of the tests ignores. Its output goes to the file.
     */
    public Process start(Path output, String... words) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of("setsid", "--wait", "env", "--default-signal=INT,HUP,TERM"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(checkout.toFile())
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("CENTOSSRV_"));
        builder.environment().putAll(environment);
        builder.environment().put("HOME", checkout.toString());
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command to its end and returns what it said. */
    public Csrv.Result run(String... words) {
        try {
            Path output = Files.createTempFile(checkout.getParent(), "output", ".txt");
            Process process = start(output, words);
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(
                        LIMIT_SECONDS + " s were not enough for " + List.of(words) + ":\n" + Files.readString(output));
            }
            return new Csrv.Result(List.of(words), process.exitValue(), Files.readString(output), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Returns what runs out of a folder: by its command line, or by where it stands. */
    public static List<String> processesOf(Path folder) {
        List<String> found = new ArrayList<>();
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            for (Path process : processes
                    .filter(p -> p.getFileName().toString().matches("[0-9]+"))
                    .toList()) {
                describe(process)
                        .filter(text -> text.contains(folder.toString()))
                        .forEach(found::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static Stream<String> describe(Path process) {
        try {
            String words = Files.readString(process.resolve("cmdline")).replace('\0', ' ');
            return Stream.of(process + " " + Files.readSymbolicLink(process.resolve("cwd")) + " " + words);
        } catch (IOException ended) {
            return Stream.empty();
        }
    }
}
