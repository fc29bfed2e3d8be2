// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.net;

import io.centossrv.cli.json.JsonObject;
import io.centossrv.cli.json.JsonReader;
import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;

/** Takes one event at a time from a WebSocket: the next is asked for when this one was taken, so nothing piles up. */
final class EventQueue implements WebSocket.Listener {
    private static final int LONGEST = 1 << 20;

    private final BlockingQueue<Item> items = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private volatile String reason = "";

    /** Either an event, or the end. */
    private record Item(Optional<String> event, Optional<IOException> failure, WebSocket socket) {}

    /** Waits for the next event; empty at the end of the connection. */
    Optional<JsonObject> next() throws IOException {
        try {
            Item item = items.take();
            if (item.failure().isPresent()) {
                throw item.failure().get();
            }
            if (item.event().isEmpty()) {
                return Optional.empty();
            }
            item.socket().request(1);
            byte[] json = item.event().get().getBytes(StandardCharsets.UTF_8);
            return JsonReader.read(json) instanceof JsonObject object
                    ? Optional.of(object)
                    : Optional.of(JsonObject.empty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for events", e);
        }
    }

    /** Returns why the connection ended, to be put behind a sentence's verb. */
    String reason() {
        return reason;
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        text.append(data);
        if (text.length() > LONGEST) {
            items.add(
                    new Item(Optional.empty(), Optional.of(new IOException("an event is larger than 1 MiB")), socket));
            socket.abort();
        } else if (last) {
            items.add(new Item(Optional.of(text.toString()), Optional.empty(), socket));
            text.setLength(0);
        } else {
            socket.request(1);
        }
        return java.util.concurrent.CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int status, String why) {
        reason = " (" + status + (why.isEmpty() ? "" : ", " + why) + ")";
        items.add(new Item(Optional.empty(), Optional.empty(), socket));
        return java.util.concurrent.CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        IOException failure = error instanceof IOException known ? known : new IOException(error);
        items.add(new Item(Optional.empty(), Optional.of(failure), socket));
    }
}
