// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The executor of an agent, held still by SIGSTOP until this is closed: what it is given stays in its inbox. */
public final class HeldExecutor implements AutoCloseable {
    private static final String MAIN = "io.centossrv.executor.Main";

    private final long pid;
    private final Path inbox;

    private HeldExecutor(long pid, Path inbox) {
        this.pid = pid;
        this.inbox = inbox;
        signal("-STOP");
    }

    /** Holds the executor of an agent, which ran something a moment ago. */
    public static HeldExecutor of(AgentProcess agent) {
        return new HeldExecutor(pid(agent), agent.karaf().state().resolve("jobs/inbox"));
    }

    /** Returns the process of an agent's executor, waiting for it. */
    public static long pid(AgentProcess agent) {
        String state = agent.karaf().state().resolve("jobs").toString();
        return Await.until("there is an executor", Duration.ofSeconds(30), () -> ProcessHandle.allProcesses()
                .filter(process -> commandLine(process.pid()).contains(MAIN)
                        && commandLine(process.pid()).contains(state))
                .map(ProcessHandle::pid)
                .findFirst());
    }

    private static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/cmdline"));
        } catch (IOException e) {
            return ""; // it ended while we looked
        }
    }

    /** Waits until a job's plan lies in the inbox, and returns its folder. */
    public Path plan(String job) {
        Path folder = inbox.resolve(job);
        return Await.until("the plan of " + job + " is in the inbox", Duration.ofSeconds(60), () -> Optional.of(folder)
                .filter(Files::isDirectory));
    }

    private void signal(String signal) {
        try {
            int code = new ProcessBuilder("kill", signal, Long.toString(pid))
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new AssertionError("kill " + signal + " " + pid + ": " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        signal("-CONT");
    }
}
