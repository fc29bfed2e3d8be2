// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.module;

import java.util.concurrent.CompletableFuture;

/** Asks what runs to end before its time. Thread-safe; once asked it stays asked. */
public final class Cancellation {
    private final CompletableFuture<Void> asked = new CompletableFuture<>();

    /** Asks. */
    public void ask() {
        asked.complete(null);
    }

    /** Returns whether somebody asked. */
    public boolean isAsked() {
        return asked.isDone();
    }

    /** Returns what completes with the other one, or when somebody asks. */
    public CompletableFuture<?> or(CompletableFuture<?> other) {
        return CompletableFuture.anyOf(asked, other);
    }
}
