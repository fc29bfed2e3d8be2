// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest;

import io.centossrv.platform.security.Caller;
import io.centossrv.platform.security.Permission;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A WebSocket endpoint, registered as a service. {@code rest} authenticates the handshake, checks the permission and
 * serves it below {@code /api/v1/}.
 */
@ConsumerType
public interface WebSocketEndpoint {
    /** Returns the path below {@code /api/v1/}, such as {@code events}. */
    String path();

    /** Returns what the caller must hold. */
    Permission permission();

    /**
     * Accepts a connection.
     *
     * @param caller who connects
     * @param parameters the query's parameters
     * @param session the way to the peer
     * @return who is told of what comes from the peer
     */
    Receiver open(Caller caller, Map<String, List<String>> parameters, Session session);

    /** The way to the peer. Thread-safe. */
    interface Session {
        /**
         * Sends a text without waiting.
         *
         * @return false where the peer reads too slowly (its bounded queue is full) or is gone; the session is then closed
         */
        boolean send(String text);

        /** Closes with a status code (RFC 6455, 7.4) and a reason of at most 123 bytes. */
        void close(int status, String reason);
    }

    /** Is told of what comes from the peer, one call at a time. */
    interface Receiver {
        /** A text message arrived, at most 64 KiB. */
        void text(String message);

        /** The connection is gone, also when we closed it. */
        void closed();
    }
}
