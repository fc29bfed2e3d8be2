// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.websocket;

import io.centossrv.rest.WebSocketEndpoint;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands what comes from one peer to its receiver. Public, since Jetty looks the methods up by reflection. */
public final class EndpointListener extends Session.Listener.AbstractAutoDemanding {
    private static final Logger LOG = LoggerFactory.getLogger(EndpointListener.class);
    private static final int INTERNAL_ERROR = 1011;
    private static final int UNSUPPORTED_DATA = 1003;
    private static final int LONGEST_TEXT = 64 * 1024;
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

    private final WebSocketEndpoints.Served served;
    private final WebSocketEndpoint.Receiver receiver;
    private final QueuedSession session;
    private final AtomicBoolean ended = new AtomicBoolean();

    EndpointListener(WebSocketEndpoints.Served served, WebSocketEndpoint.Receiver receiver, QueuedSession session) {
        this.served = served;
        this.receiver = Objects.requireNonNull(receiver, "receiver");
        this.session = session;
    }

    @Override
    public void onWebSocketOpen(Session peer) {
        super.onWebSocketOpen(peer);
        peer.setMaxTextMessageSize(LONGEST_TEXT);
        peer.setIdleTimeout(LONGEST_SILENCE);
        session.connected(peer);
    }

    @Override
    public void onWebSocketText(String message) {
        try {
            receiver.text(message);
        } catch (RuntimeException e) {
            LOG.error("WebSocket endpoint failed: path={}", served.endpoint().path(), e);
            session.close(INTERNAL_ERROR, "internal error");
        }
    }

    @Override
    public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
        callback.succeed();
        session.close(UNSUPPORTED_DATA, "text only");
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        LOG.debug("WebSocket broke: path={}", served.endpoint().path(), cause);
        end();
    }

    @Override
    public void onWebSocketClose(int status, String reason) {
        end();
    }

    /** Tells the receiver, once, that the connection is gone or never came about. */
    void end() {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        served.sessions().remove(session);
        session.ended();
        try {
            receiver.closed();
        } catch (RuntimeException e) {
            LOG.error(
                    "WebSocket endpoint failed at the end of a session: path={}",
                    served.endpoint().path(),
                    e);
        }
    }
}
