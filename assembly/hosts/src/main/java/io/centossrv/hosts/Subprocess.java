// SPDX-License-Identifier: Apache-2.0
package io.centossrv.hosts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs commands on this machine for a bounded time. */
final class Subprocess {
    private static final Duration USUAL = Duration.ofSeconds(60);

    private Subprocess() {}

    /** Runs a command that must succeed. */
    static String must(String... command) {
        return run(USUAL, Optional.empty(), new ProcessBuilder(command)).orFail();
    }

    /**
     * Runs a command to its end.
     *
     * @param limit after which it and its children are killed
     * @param input a file that it reads
     * @throws IllegalStateException where it takes longer
     */
    static Execution run(Duration limit, Optional<Path> input, ProcessBuilder builder) {
        List<String> command = List.copyOf(builder.command());
        input.ifPresentOrElse(
                file -> builder.redirectInput(file.toFile()),
                () -> builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null"))));
        try {
            Process process = builder.start();
            CompletableFuture<String> stdout = CompletableFuture.supplyAsync(() -> text(process.getInputStream()));
            CompletableFuture<String> stderr = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
            // what it left running in the background may hold the pipes open
            String out = settled(stdout, process);
            String err = settled(stderr, process);
            if (!ended) {
                throw new IllegalStateException(
                        String.join(" ", command) + " did not end within " + limit + "\n" + out + err);
            }
            return new Execution(command, process.exitValue(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(String.join(" ", command), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in " + String.join(" ", command), e);
        }
    }

    private static String settled(CompletableFuture<String> text, Process process) throws InterruptedException {
        try {
            return text.get(5, TimeUnit.SECONDS);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException(
                    process.info().commandLine().orElse("a command")
                            + " ended and left a process that holds its output; redirect that process",
                    e);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException("output can't be read", e.getCause());
        }
    }

    private static String text(InputStream in) {
        try (in) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
