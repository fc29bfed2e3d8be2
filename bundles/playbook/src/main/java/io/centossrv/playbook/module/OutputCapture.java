// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.module;

/** What a task's command prints: kept within limits, and shown to somebody while it is printed. Thread-safe. */
public final class OutputCapture {
    private final StreamCapture stdout;
    private final StreamCapture stderr;

    /** Where a command prints to. */
    public enum Stream {
        STDOUT,
        STDERR
    }

    /** Sees each byte that is printed, in the order of its stream. Called by two threads; returns at once, never blocks. */
    @FunctionalInterface
    public interface Watcher {
        /** Sees nothing. */
        Watcher NONE = (stream, bytes, from, length) -> {};

        /** Sees some bytes, which are the caller's again afterwards. */
        void printed(Stream stream, byte[] bytes, int from, int length);
    }

    public OutputCapture(OutputLimits limits, Watcher watcher) {
        stdout = new StreamCapture(limits, Stream.STDOUT, watcher);
        stderr = new StreamCapture(limits, Stream.STDERR, watcher);
    }

    /** Returns one with the usual limits that nobody watches. */
    public static OutputCapture unwatched() {
        return new OutputCapture(OutputLimits.USUAL, Watcher.NONE);
    }

    public StreamCapture stdout() {
        return stdout;
    }

    public StreamCapture stderr() {
        return stderr;
    }
}
