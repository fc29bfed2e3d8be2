// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.gateway;

import io.centossrv.platform.readiness.ReadinessService;
import io.centossrv.platform.security.Authenticator;
import io.centossrv.rest.internal.jersey.JerseyApplications;
import io.centossrv.rest.internal.problem.ProblemWriter;
import io.centossrv.rest.internal.routing.ApplicationRegistry;
import io.centossrv.rest.internal.routing.Retirement;
import io.centossrv.rest.internal.security.Gatekeeper;
import io.centossrv.rest.internal.websocket.WebSocketEndpoints;
import io.centossrv.rest.internal.websocket.WebSocketGateway;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Everything of {@code rest} put together, without OSGi. */
public final class RestCore implements AutoCloseable {
    private static final int GOING_AWAY = 1001;
    private static final long PING_SECONDS = 25;
    private static final Duration RETIREMENT = Duration.ofSeconds(1);

    private final ApplicationRegistry applications;
    private final WebSocketEndpoints endpoints = new WebSocketEndpoints();
    private final Retirement retirement = new Retirement(RETIREMENT);
    private final Gatekeeper gatekeeper;
    private final Gateway gateway;
    private final ScheduledExecutorService pings;
    private final ScheduledFuture<?> pinging;

    public RestCore(
            RestSettings settings,
            Supplier<Optional<Authenticator>> authenticator,
            Supplier<Optional<ReadinessService>> readiness) {
        ProblemWriter writer = new ProblemWriter();
        HoldingArea holding = new HoldingArea(writer, settings.gap());
        applications = new ApplicationRegistry(
                new JerseyApplications(), settings.expected(), settings.drain(), retirement, holding::tableSwitched);
        gatekeeper = new Gatekeeper(authenticator, endpoints::has, writer);
        gateway = new Gateway(
                gatekeeper,
                applications::table,
                new OwnAnswers(readiness, applications::table, writer),
                new WebSocketGateway(endpoints),
                holding,
                writer,
                settings);
        pings = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "centossrv-rest-pings");
            thread.setDaemon(true);
            return thread;
        });
        pinging = pings.scheduleWithFixedDelay(endpoints::ping, PING_SECONDS, PING_SECONDS, TimeUnit.SECONDS);
    }

    /** Returns the applications. */
    public ApplicationRegistry applications() {
        return applications;
    }

    /** Returns the WebSocket endpoints. */
    public WebSocketEndpoints endpoints() {
        return endpoints;
    }

    /** Returns who decides what may pass. */
    public Gatekeeper gatekeeper() {
        return gatekeeper;
    }

    /** Returns what serves. */
    public Gateway gateway() {
        return gateway;
    }

    /** Ends what runs; applications are let go one by one beforehand. */
    @Override
    public void close() {
        pinging.cancel(false);
        pings.shutdownNow();
        endpoints.closeAll(GOING_AWAY);
        retirement.close();
    }
}
