// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.ssh;

import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.outcome.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Runs a program of this machine for a bounded time. */
final class Program {
    private static final int MOST = 64 * 1024;

    private Program() {}

    /** Writes what a program reads; may stop where the program does not want more. */
    interface Input {
        void writeTo(OutputStream out) throws IOException;
    }

    static Answer run(List<String> command, Input input, Duration limit) {
        Process process;
        try {
            process = new ProcessBuilder(command).start();
        } catch (IOException e) {
            throw Failure.of(
                            ExitCode.USAGE,
                            "program-missing",
                            command.get(0) + " can't be started: " + e.getMessage() + ".")
                    .next("Install OpenSSH's client: package openssh-clients or openssh-client.");
        }
        CompletableFuture<String> out = aside(() -> read(process.getInputStream()));
        CompletableFuture<String> err = aside(() -> read(process.getErrorStream()));
        CompletableFuture<Boolean> in = aside(() -> write(process, input));
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw Failure.of(
                        ExitCode.TIMED_OUT,
                        "ssh-timed-out",
                        command.get(0) + " did not end within " + limit.toSeconds() + " s.");
            }
            in.join();
            return new Answer(process.exitValue(), out.join(), err.join());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            throw Failure.of(ExitCode.INTERRUPTED, "interrupted", "Interrupted.");
        }
    }

    /** A thread for each: what blocks has no place in the pool that all share. */
    private static <T> CompletableFuture<T> aside(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, task -> {
            Thread thread = new Thread(task, "program");
            thread.setDaemon(true);
            thread.start();
        });
    }

    /** Returns whether all was read: a program may end, or want no more, and its exit code says whether that is right. */
    private static boolean write(Process process, Input input) {
        try (OutputStream out = process.getOutputStream()) {
            input.writeTo(out);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static String read(InputStream stream) {
        try (stream) {
            byte[] kept = stream.readNBytes(MOST);
            stream.transferTo(OutputStream.nullOutputStream());
            return new String(kept, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "(its output can't be read: " + e.getMessage() + ")";
        }
    }
}
