// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.websocket;

import io.centossrv.rest.WebSocketEndpoint;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The endpoints that are there, with their open sessions. Thread-safe. */
public final class WebSocketEndpoints {
    private static final Logger LOG = LoggerFactory.getLogger(WebSocketEndpoints.class);
    private static final Pattern PATH = Pattern.compile("[a-z][a-z0-9-]*(/[a-z0-9-]+)*");
    private static final int SERVICE_RESTART = 1012;

    private final Map<String, Served> byPath = new ConcurrentHashMap<>();

    /** An endpoint and who is connected to it. */
    record Served(WebSocketEndpoint endpoint, Set<QueuedSession> sessions) {}

    /** Takes an endpoint in; of two with one path the later one serves new connections. */
    public void add(WebSocketEndpoint endpoint) {
        if (!PATH.matcher(endpoint.path()).matches()) {
            LOG.error("WebSocket endpoint refused: path={} is no path", endpoint.path());
            return;
        }
        byPath.put(endpoint.path(), new Served(endpoint, ConcurrentHashMap.newKeySet()));
    }

    /** Lets an endpoint go and closes its sessions, so that their clients come back to the next version. */
    public void remove(WebSocketEndpoint endpoint) {
        byPath.values().stream()
                .filter(served -> served.endpoint() == endpoint)
                .findFirst()
                .ifPresent(served -> {
                    byPath.remove(endpoint.path(), served);
                    close(served, SERVICE_RESTART);
                });
    }

    /** Tells whether a path below {@code /api/v1/} is an endpoint. */
    public boolean has(String path) {
        return byPath.containsKey(path);
    }

    Optional<Served> find(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    /** Closes all sessions. */
    public void closeAll(int status) {
        byPath.values().forEach(served -> close(served, status));
    }

    /** Pings each peer, so that a link that is gone is seen and one that is quiet stays open. */
    public void ping() {
        byPath.values().forEach(served -> served.sessions().forEach(QueuedSession::ping));
    }

    private static void close(Served served, int status) {
        served.sessions().forEach(session -> session.close(status, "the service restarts"));
    }
}
