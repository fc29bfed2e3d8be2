// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.websocket;

import io.centossrv.rest.WebSocketEndpoint;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/** A session whose sends never wait: what the peer does not take in time is queued, and too much of it ends the session. */
final class QueuedSession implements WebSocketEndpoint.Session {
    private static final int TRY_AGAIN_LATER = 1013;
    private static final int GONE = 1001;
    private static final int LONGEST_REASON = 123;

    private final AtomicReference<Session> peer = new AtomicReference<>();
    private final AtomicReference<Closing> closing = new AtomicReference<>();
    private final SendQueue queue = new SendQueue();

    private record Closing(int status, String reason) {}

    /** Tells where to send; texts given before have waited. */
    void connected(Session session) {
        peer.set(session);
        Closing early = closing.get();
        if (early == null) {
            pump();
        } else {
            close(session, early);
        }
    }

    @Override
    public boolean send(String text) {
        if (closing.get() != null) {
            return false;
        }
        if (!queue.offer(text)) {
            cut();
            return false;
        }
        pump();
        return true;
    }

    /** Ends the link without a close frame, which would wait behind the texts that the peer does not take. */
    private void cut() {
        queue.close();
        if (closing.compareAndSet(null, new Closing(TRY_AGAIN_LATER, "the peer reads too slowly"))) {
            current().ifPresent(Session::disconnect);
        }
    }

    @Override
    public void close(int status, String reason) {
        Closing wanted = new Closing(status, shortened(reason));
        if (closing.compareAndSet(null, wanted)) {
            queue.close();
            current().ifPresent(session -> close(session, wanted));
        }
    }

    private static void close(Session session, Closing wanted) {
        session.close(wanted.status(), wanted.reason(), Callback.from(() -> {}, failure -> session.disconnect()));
    }

    void ping() {
        current()
                .ifPresent(session -> session.sendPing(
                        ByteBuffer.allocate(0), Callback.from(() -> {}, failure -> session.disconnect())));
    }

    /** The connection is gone. */
    void ended() {
        closing.compareAndSet(null, new Closing(GONE, ""));
        queue.close();
    }

    private void pump() {
        current().ifPresent(session -> queue.next()
                .ifPresent(
                        text -> session.sendText(text, Callback.from(this::arrived, failure -> session.disconnect()))));
    }

    private void arrived() {
        queue.sent();
        pump();
    }

    private Optional<Session> current() {
        return Optional.ofNullable(peer.get());
    }

    private static String shortened(String reason) {
        String text = reason;
        while (text.getBytes(StandardCharsets.UTF_8).length > LONGEST_REASON) {
            text = text.substring(0, text.length() - 1);
        }
        return text;
    }
}
