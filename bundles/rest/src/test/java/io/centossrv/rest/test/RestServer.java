// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.test;

import io.centossrv.platform.readiness.ReadinessService;
import io.centossrv.platform.security.Authenticator;
import io.centossrv.rest.RestApplication;
import io.centossrv.rest.WebSocketEndpoint;
import io.centossrv.rest.internal.gateway.GatewayServlet;
import io.centossrv.rest.internal.gateway.RestCore;
import io.centossrv.rest.internal.gateway.RestSettings;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.websocket.server.config.JettyWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Serves REST applications on a socket of 127.0.0.1 by the code that serves them in the product: same Jersey, same JSON,
 * same errors, same checks; only the web server is started by hand and speaks plain HTTP.
 */
public final class RestServer implements AutoCloseable {
    private final AtomicReference<Authenticator> authenticator = new AtomicReference<>();
    private final AtomicReference<ReadinessService> readiness = new AtomicReference<>();
    private final Map<RestApplication, Long> ids = new ConcurrentHashMap<>();
    private final AtomicLong lastId = new AtomicLong();
    private final RestCore core;
    private final Server server;

    private RestServer(RestSettings settings) {
        core = new RestCore(
                settings, () -> Optional.ofNullable(authenticator.get()), () -> Optional.ofNullable(readiness.get()));
        QueuedThreadPool threads = new QueuedThreadPool(50, 4);
        threads.setDaemon(true);
        server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(context());
    }

    private ServletContextHandler context() {
        ServletContextHandler context = new ServletContextHandler("/");
        ServletHolder holder = new ServletHolder(new GatewayServlet(core.gateway()));
        holder.setAsyncSupported(true);
        context.addServlet(holder, "/*");
        JettyWebSocketServletContainerInitializer.configure(context, null);
        return context;
    }

    /** Starts a server with a {@link FakeAuthenticator}'s {@link FakeAuthenticator#ADMIN} and these applications. */
    public static RestServer serving(RestApplication... applications) throws Exception {
        return serving(new FakeAuthenticator(), applications);
    }

    /** Starts a server with these applications; throws where one of them would be refused. */
    public static RestServer serving(Authenticator authenticator, RestApplication... applications) throws Exception {
        RestServer server = started(RestSettings.defaults());
        server.authenticate(Optional.of(authenticator));
        for (RestApplication application : applications) {
            server.add(application);
            if (!server.serves(application.domain(), application.version())) {
                server.close();
                throw new IllegalArgumentException("refused, see the log: domain=" + application.domain());
            }
        }
        return server;
    }

    /** Starts a server with nothing in it and limits of its own. */
    public static RestServer started(RestSettings settings) throws Exception {
        RestServer server = new RestServer(settings);
        server.server.start();
        return server;
    }

    /** Adds an application, as when its bundle starts; one that is refused is logged and left out. */
    public void add(RestApplication application) {
        long id = lastId.incrementAndGet();
        ids.put(application, id);
        core.applications().add(id, application);
    }

    /** Removes an application, as when its bundle stops: waits for the requests inside. */
    public void remove(RestApplication application) {
        core.applications().remove(ids.remove(application));
    }

    /** Forgets a domain, as when its last bundle was uninstalled. */
    public void forget(String domain) {
        core.applications().forget(domain);
    }

    /** Tells whether this version of a domain is in charge. */
    public boolean serves(String domain, String version) {
        return core.applications().table().inCharge().stream()
                .anyMatch(served -> served.domain().equals(domain)
                        && served.version().toString().startsWith(version));
    }

    /** Adds a WebSocket endpoint. */
    public void add(WebSocketEndpoint endpoint) {
        core.endpoints().add(endpoint);
    }

    /** Removes a WebSocket endpoint. */
    public void remove(WebSocketEndpoint endpoint) {
        core.endpoints().remove(endpoint);
    }

    /** Sets who knows the callers; with nobody every login is answered with 503. */
    public void authenticate(Optional<Authenticator> service) {
        authenticator.set(service.orElse(null));
    }

    /** Sets who knows what is missing. */
    public void readiness(Optional<ReadinessService> service) {
        readiness.set(service.orElse(null));
    }

    /** Returns the address of a path, such as {@code /api/v1/nodes}. */
    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + ((ServerConnector) server.getConnectors()[0]).getLocalPort() + path);
    }

    /** Returns a client that logs in with {@link FakeAuthenticator#ADMIN}. */
    public RestClient admin() {
        return client(FakeAuthenticator.ADMIN);
    }

    /** Returns a client that sends this token. */
    public RestClient client(String token) {
        return new RestClient(this::uri, Optional.of(token));
    }

    /** Returns a client without a login. */
    public RestClient anonymous() {
        return new RestClient(this::uri, Optional.empty());
    }

    @Override
    public void close() throws Exception {
        ids.values().forEach(core.applications()::remove);
        core.close();
        server.stop();
    }
}
