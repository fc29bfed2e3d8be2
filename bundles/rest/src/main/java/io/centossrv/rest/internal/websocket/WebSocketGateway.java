// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.websocket;

import io.centossrv.platform.security.Caller;
import io.centossrv.rest.WebSocketEndpoint;
import io.centossrv.rest.internal.problem.Failure;
import io.centossrv.rest.internal.request.Upgrade;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jetty.ee10.websocket.server.JettyWebSocketServerContainer;

/** Turns an admitted handshake into a session of its endpoint. Thread-safe. */
public final class WebSocketGateway {
    private static final int MOST_SESSIONS = 1000;

    private final WebSocketEndpoints endpoints;

    public WebSocketGateway(WebSocketEndpoints endpoints) {
        this.endpoints = endpoints;
    }

    /**
     * Opens a session.
     *
     * @return why there is none; empty where the connection now is a WebSocket
     */
    public Optional<Failure> open(String path, Caller caller, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<WebSocketEndpoints.Served> found = endpoints.find(path);
        if (found.isEmpty()) {
            return Optional.of(Failure.of(404, "not-found", "There is no WebSocket at this path."));
        }
        WebSocketEndpoints.Served served = found.get();
        caller.require(served.endpoint().permission());
        if (Upgrade.isForeign(request)) {
            return Optional.of(Failure.of(403, "origin-refused", "A page from elsewhere may not connect."));
        }
        if (served.sessions().size() >= MOST_SESSIONS) {
            return Optional.of(new Failure(
                    429, "sessions-exhausted", "Too many sessions are open.", List.of(), Map.of("Retry-After", "5")));
        }
        return upgrade(served, caller, request, response);
    }

    private static Optional<Failure> upgrade(
            WebSocketEndpoints.Served served, Caller caller, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        // Looked up at each handshake: when the servlet starts the container is not there yet (FELIX-5310).
        JettyWebSocketServerContainer container =
                JettyWebSocketServerContainer.getContainer(request.getServletContext());
        if (container == null) {
            throw new IllegalStateException(
                    "the web server has no WebSockets: org.apache.felix.jetty.websocket.enable");
        }
        EndpointListener listener = listener(served, caller, parameters(request));
        boolean upgraded = false;
        try {
            upgraded = container.upgrade((upgrade, answer) -> listener, request, response);
        } finally {
            if (!upgraded) {
                listener.end();
            }
        }
        return upgraded || response.isCommitted()
                ? Optional.empty()
                : Optional.of(Failure.of(400, "handshake-invalid", "The WebSocket handshake is not complete."));
    }

    private static EndpointListener listener(
            WebSocketEndpoints.Served served, Caller caller, Map<String, List<String>> parameters) {
        QueuedSession session = new QueuedSession();
        WebSocketEndpoint.Receiver receiver = served.endpoint().open(caller, parameters, session);
        served.sessions().add(session);
        return new EndpointListener(served, receiver, session);
    }

    private static Map<String, List<String>> parameters(HttpServletRequest request) {
        Map<String, List<String>> parameters = new TreeMap<>();
        request.getParameterMap().forEach((name, values) -> {
            if (!name.equals("ticket")) {
                parameters.put(name, List.copyOf(Arrays.asList(values)));
            }
        });
        return parameters;
    }
}
