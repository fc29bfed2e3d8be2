// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.system;

import io.centossrv.playbook.module.Deadline;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program in a session of its own, so that it can be ended with all that it started. Its output is bounded. It is run
 * by {@code setsid}, which waits for it: a JVM can't tell an exit code of 143 from a death by SIGTERM, setsid says it.
 * Twice, for setsid forks only where it leads a group already; its option for that is younger than CentOS 7.
 */
public final class ChildProcess {
    /** How long output is read on once the program itself has ended: a daemon that it left may hold the pipe for ever. */
    private static final Duration AFTERMATH = Duration.ofMillis(200);

    private static final Duration MERCY = Duration.ofSeconds(3);
    private static final Pattern KILLED = Pattern.compile("(?:\\A|\\n)setsid: [^\\n]*\\b[0-9]+\\b[^\\n]*\\n?\\z");
    private static final int NOT_EXECUTABLE = 126;

    private final List<String> words;
    private final Path folder;
    private final Map<String, String> environment;
    private final byte[] input;

    /** Creates one that is not started yet; the first word is looked up in the environment's PATH. */
    public ChildProcess(List<String> words, Path folder, Map<String, String> environment, byte[] input) {
        this.words = List.copyOf(words);
        this.folder = folder;
        this.environment = Map.copyOf(environment);
        this.input = input.clone();
    }

    /**
     * How a program ended.
     *
     * @param code its exit code; a signal's number, negative, where one ended it
     * @param out what it wrote, bounded; bytes that are no UTF-8 as lone surrogates U+DC80 to U+DCFF, as Python has them
     * @param err likewise
     * @param timedOut whether it was ended because its time was over
     */
    public record Ended(int code, String out, String err, boolean timedOut) {}

    /**
     * Runs it to its end or the deadline, at which it and its session get SIGTERM, and SIGKILL three seconds later.
     *
     * @throws ProgramNotRun where it can't be started
     */
    public Ended run(Deadline deadline) {
        String program = ProgramSearch.find(words.get(0), folder, environment);
        List<String> line = new ArrayList<>(List.of("setsid", "setsid", "--wait", program));
        line.addAll(words.subList(1, words.size()));
        ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new ProgramNotRun(8, String.valueOf(e.getMessage()));
        }
        BoundedOutput out = BoundedOutput.reading(process.getInputStream(), "stdout");
        BoundedOutput err = BoundedOutput.reading(process.getErrorStream(), "stderr");
        feed(process);
        boolean ended = await(process, deadline.remaining());
        if (!ended) {
            end(process);
        }
        out.finish(AFTERMATH);
        err.finish(AFTERMATH);
        return judge(process, out.text(), err.text(), !ended);
    }

    private static Ended judge(Process process, String out, String err, boolean timedOut) {
        int code = process.exitValue();
        Matcher killed = KILLED.matcher(err);
        boolean bySignal = code > 0 && code != NOT_EXECUTABLE && code != NOT_EXECUTABLE + 1 && killed.find();
        if (bySignal) {
            // setsid's own exit code is then the wait status: the signal, and 128 for a core that was dumped.
            return new Ended(-(code & 0x7f), out, err.substring(0, killed.start()), timedOut);
        }
        return new Ended(code, out, err, timedOut);
    }

    private void feed(Process process) {
        Thread feeder = new Thread(
                () -> {
                    try (OutputStream stdin = process.getOutputStream()) {
                        stdin.write(input);
                    } catch (IOException closed) {
                        // The program ended, or closed its input: it did not want the rest.
                        return;
                    }
                },
                "stdin of a command");
        feeder.setDaemon(true);
        feeder.start();
    }

    private static boolean await(Process process, Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void end(Process process) {
        boolean interrupted = Thread.interrupted();
        List<Long> sessions = process.children().map(ProcessHandle::pid).toList();
        sessions.forEach(session -> signal("TERM", session));
        if (!await(process, MERCY)) {
            sessions.forEach(session -> signal("KILL", session));
            if (!await(process, MERCY)) {
                process.destroyForcibly();
                await(process, MERCY);
            }
        } else {
            // What ignored SIGTERM in the session must not outlive the task.
            sessions.forEach(session -> signal("KILL", session));
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static OptionalInt signal(String name, long session) {
        String kill = Files.isExecutable(Path.of("/usr/bin/kill")) ? "/usr/bin/kill" : "/bin/kill";
        try {
            Process process = new ProcessBuilder(kill, "-" + name, "--", "-" + session)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(MERCY.toMillis(), TimeUnit.MILLISECONDS)
                    ? OptionalInt.of(process.exitValue())
                    : OptionalInt.empty();
        } catch (IOException e) {
            throw new ProgramNotRun(2, "the program kill is missing: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        }
    }
}
