// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.system;

import io.centossrv.playbook.module.Cancellation;
import io.centossrv.playbook.module.Deadline;
import io.centossrv.playbook.module.OutputCapture;
import io.centossrv.playbook.module.StreamCapture;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program in a session of its own, so that it can be ended with all that it started. Its output is bounded. It is run
 * by {@code setsid}, which waits for it: a JVM can't tell an exit code of 143 from a death by SIGTERM, setsid says it.
 * Twice, for setsid forks only where it leads a group already; its option for that is younger than CentOS 7.
 */
public final class ChildProcess {
    /** How long output is read on once the program itself has ended: a daemon that it left may hold the pipe for ever. */
    private static final Duration AFTERMATH = Duration.ofSeconds(1);

    private static final Duration MERCY = Duration.ofSeconds(5);
    private static final Duration GLANCE = Duration.ofMillis(50);
    private static final Pattern KILLED = Pattern.compile("(?:\\A|\\n)setsid: [^\\n]*\\b[0-9]+\\b[^\\n]*\\n?\\z");
    private static final int NOT_EXECUTABLE = 126;
    private static final int BUFFER = 32 * 1024;

    private final List<String> words;
    private final Path folder;
    private final Map<String, String> environment;
    private final byte[] input;
    private Optional<Login> user = Optional.empty();

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
     * @param end why it ended
     */
    public record Ended(int code, String out, String err, End end) {
        /** Returns whether it was ended by us. */
        public boolean stopped() {
            return end != End.BY_ITSELF;
        }
    }

    /** Why a program ended. */
    public enum End {
        BY_ITSELF,
        TIMED_OUT,
        CANCELLED
    }

    /** Has it run as another user; only root can. */
    public ChildProcess as(Optional<Login> other) {
        user = other;
        return this;
    }

    /** Runs it as {@link #run(Deadline, Cancellation, OutputCapture)} does, unwatched. */
    public Ended run(Deadline deadline) {
        return run(deadline, new Cancellation(), OutputCapture.unwatched());
    }

    /**
     * Runs it to its end, the deadline or until it is cancelled; then it and its session get SIGTERM, and SIGKILL five
     * seconds later.
     *
     * @throws ProgramNotRun where it can't be started
     */
    public Ended run(Deadline deadline, Cancellation cancellation, OutputCapture output) {
        String program = ProgramSearch.find(words.get(0), folder, environment);
        List<String> line = new ArrayList<>(List.of("setsid", "setsid", "--wait"));
        user.ifPresent(login -> line.addAll(login.prefix()));
        line.add(program);
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
        Thread out = drain(process.getInputStream(), output.stdout(), "stdout");
        Thread err = drain(process.getErrorStream(), output.stderr(), "stderr");
        feed(process);
        End end = await(process, deadline, cancellation);
        if (end != End.BY_ITSELF) {
            end(process);
        }
        finish(out);
        finish(err);
        return judge(
                process, output.stdout().kept().text(), output.stderr().kept().text(), end);
    }

    private static Ended judge(Process process, String out, String err, End end) {
        int code = process.exitValue();
        Matcher killed = KILLED.matcher(err);
        boolean bySignal = code > 0 && code != NOT_EXECUTABLE && code != NOT_EXECUTABLE + 1 && killed.find();
        if (bySignal) {
            // setsid's own exit code is then the wait status: the signal, and 128 for a core that was dumped.
            return new Ended(-(code & 0x7f), out, err.substring(0, killed.start()), end);
        }
        return new Ended(code, out, err, end);
    }

    private static Thread drain(InputStream in, StreamCapture into, String name) {
        Thread thread = new Thread(
                () -> {
                    byte[] buffer = new byte[BUFFER];
                    try (in) {
                        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                            into.add(buffer, 0, count);
                        }
                    } catch (IOException closed) {
                        // The pipe was closed under us because the command has ended: what came is what there is.
                        return;
                    }
                },
                name + " of a command");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void finish(Thread reader) {
        try {
            reader.join(AFTERMATH.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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

    /** Waits for its end, and says what came first. */
    private static End await(Process process, Deadline deadline, Cancellation cancellation) {
        try {
            cancellation.or(process.onExit()).get(deadline.remaining().toMillis(), TimeUnit.MILLISECONDS);
            return process.isAlive() ? End.CANCELLED : End.BY_ITSELF;
        } catch (TimeoutException e) {
            return End.TIMED_OUT;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return End.CANCELLED;
        }
    }

    private static void end(Process process) {
        boolean interrupted = Thread.interrupted();
        SessionProcesses sessions = new SessionProcesses();
        long mercy = System.nanoTime() + MERCY.toNanos();
        do {
            // Looked for each time: it may not have been forked when we were told to end it.
            if (sessions.add(process.children().map(ProcessHandle::pid).toList())) {
                sessions.signal("TERM");
            }
            pause();
        } while (System.nanoTime() < mercy && (process.isAlive() || sessions.any()));
        // What ignored SIGTERM must not outlive the task.
        sessions.signal("KILL");
        if (!await(process, MERCY)) {
            process.destroyForcibly();
            await(process, MERCY);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(GLANCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
