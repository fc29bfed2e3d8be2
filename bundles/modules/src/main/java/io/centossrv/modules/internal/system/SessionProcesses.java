// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** The process groups of sessions, also those that a shell with job control made in them. */
final class SessionProcesses {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    /** Places of the fields after the name in stat, proc(5). */
    private static final int STATE = 0;

    private static final int GROUP = 2;
    private static final int SESSION = 3;

    private final Set<Long> sessions = new TreeSet<>();

    /** Adds sessions; returns whether one is new. */
    boolean add(Collection<Long> more) {
        return sessions.addAll(more);
    }

    /** Returns whether anything lives in them. */
    boolean any() {
        return !groups().isEmpty();
    }

    /** Sends a signal to all that lives in them. */
    void signal(String name) {
        Set<Long> groups = groups();
        if (groups.isEmpty()) {
            return;
        }
        List<String> line = new ArrayList<>(List.of(kill(), "-" + name, "--"));
        groups.forEach(group -> line.add("-" + group));
        try {
            Process process = new ProcessBuilder(line)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new ProgramNotRun(2, "the program kill is missing: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Set<Long> groups() {
        Set<Long> groups = new TreeSet<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                group(process.resolve("stat"), groups);
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw new ProgramNotRun(5, "/proc can't be read: " + e.getMessage());
        }
        return groups;
    }

    private void group(Path stat, Set<Long> into) {
        try {
            String line = new String(Files.readAllBytes(stat), StandardCharsets.ISO_8859_1);
            // The name in brackets may hold blanks and brackets itself.
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", SESSION + 2);
            if (!fields[STATE].equals("Z") && sessions.contains(Long.valueOf(fields[SESSION]))) {
                into.add(Long.valueOf(fields[GROUP]));
            }
        } catch (IOException ended) {
            // It ended while we looked: then it needs no signal.
            return;
        }
    }

    private static String kill() {
        return Files.isExecutable(Path.of("/usr/bin/kill")) ? "/usr/bin/kill" : "/bin/kill";
    }
}
