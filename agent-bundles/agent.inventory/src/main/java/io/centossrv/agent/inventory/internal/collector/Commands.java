// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.inventory.internal.collector;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs programs of the system, within a time and a size, in plain English. */
class Commands {
    private static final int MOST = 16 * 1024 * 1024;
    private static final List<Path> FOLDERS =
            List.of(Path.of("/usr/bin"), Path.of("/bin"), Path.of("/usr/sbin"), Path.of("/sbin"));

    /**
     * Returns what a program printed; empty where there is no such program.
     *
     * @throws IllegalStateException where it failed, took too long or printed too much
     */
    Optional<String> output(Duration limit, String program, String... arguments) {
        Optional<Path> found = FOLDERS.stream()
                .map(folder -> folder.resolve(program))
                .filter(Files::isExecutable)
                .findFirst();
        return found.map(path -> run(limit, path, arguments));
    }

    private static String run(Duration limit, Path program, String... arguments) {
        List<String> command = new java.util.ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("SYSTEMD_PAGER", "");
        builder.environment().put("SYSTEMD_COLORS", "0");
        try {
            return bounded(builder.start(), limit, program);
        } catch (IOException e) {
            throw new IllegalStateException(program + " could not be run: " + e.getMessage(), e);
        }
    }

    /** The time holds for the reading too: who writes and never ends is killed, and that ends the reading. */
    private static String bounded(Process process, Duration limit, Path program) throws IOException {
        Thread guard = new Thread(
                () -> {
                    try {
                        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                            process.destroyForcibly();
                        }
                    } catch (InterruptedException e) {
                        process.destroyForcibly();
                    }
                },
                "fact-command-limit");
        guard.setDaemon(true);
        guard.start();
        try (InputStream out = process.getInputStream()) {
            byte[] printed = out.readNBytes(MOST + 1);
            if (printed.length > MOST) {
                throw new IllegalStateException(program + " printed more than " + MOST + " bytes");
            }
            int exit = process.waitFor();
            if (exit != 0) {
                throw new IllegalStateException(
                        program + " ended with " + exit + ", or took longer than " + limit.toSeconds() + " s");
            }
            return new String(printed, StandardCharsets.UTF_8);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(program + " was not waited for", e);
        } finally {
            process.destroyForcibly();
            guard.interrupt();
        }
    }
}
