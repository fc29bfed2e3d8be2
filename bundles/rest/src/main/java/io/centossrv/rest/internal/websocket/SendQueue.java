// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.websocket;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Texts that wait for a peer, bounded in number and length; one is on its way at a time. Thread-safe. */
final class SendQueue {
    static final int MOST_TEXTS = 1024;
    static final int MOST_CHARACTERS = 4 * 1024 * 1024;

    private final Deque<String> waiting = new ArrayDeque<>();
    private long characters;
    private boolean sending;
    private boolean closed;

    /** Adds a text; false where it is full or closed. */
    synchronized boolean offer(String text) {
        if (closed || waiting.size() >= MOST_TEXTS || characters + text.length() > MOST_CHARACTERS) {
            return false;
        }
        waiting.add(text);
        characters += text.length();
        return true;
    }

    /** Returns the text to send now, to the one caller who may; empty where one is on its way or none waits. */
    synchronized Optional<String> next() {
        if (sending || closed || waiting.isEmpty()) {
            return Optional.empty();
        }
        String text = waiting.remove();
        characters -= text.length();
        sending = true;
        return Optional.of(text);
    }

    /** The one on its way has arrived. */
    synchronized void sent() {
        sending = false;
    }

    /** Forgets everything. */
    synchronized void close() {
        closed = true;
        waiting.clear();
        characters = 0;
    }
}
