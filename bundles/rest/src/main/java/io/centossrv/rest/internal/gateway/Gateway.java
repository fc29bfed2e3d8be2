// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.gateway;

import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.security.Caller;
import io.centossrv.rest.internal.problem.BodyTooLarge;
import io.centossrv.rest.internal.problem.Failure;
import io.centossrv.rest.internal.problem.ProblemWriter;
import io.centossrv.rest.internal.request.Admission;
import io.centossrv.rest.internal.request.RequestPath;
import io.centossrv.rest.internal.request.TraceId;
import io.centossrv.rest.internal.request.UnreadBody;
import io.centossrv.rest.internal.request.Upgrade;
import io.centossrv.rest.internal.routing.RoutingTable;
import io.centossrv.rest.internal.routing.ServedApplication;
import io.centossrv.rest.internal.security.Gatekeeper;
import io.centossrv.rest.internal.websocket.WebSocketGateway;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Takes each request to who serves it. Thread-safe. */
public final class Gateway {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final String TRACE = "traceId";
    private static final String UPLOAD = "application/octet-stream";

    private final Gatekeeper gatekeeper;
    private final Supplier<RoutingTable> table;
    private final OwnAnswers own;
    private final WebSocketGateway webSockets;
    private final HoldingArea holding;
    private final ProblemWriter writer;
    private final RestSettings settings;

    public Gateway(
            Gatekeeper gatekeeper,
            Supplier<RoutingTable> table,
            OwnAnswers own,
            WebSocketGateway webSockets,
            HoldingArea holding,
            ProblemWriter writer,
            RestSettings settings) {
        this.gatekeeper = gatekeeper;
        this.table = table;
        this.own = own;
        this.webSockets = webSockets;
        this.holding = holding;
        this.writer = writer;
        this.settings = settings;
    }

    /** Serves a request; nothing that goes wrong leaves this method. */
    public void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        MDC.put(TRACE, TraceId.of(request));
        try {
            SecurityHeaders.add(response);
            if (gatekeeper.admit(request, response)) {
                route(request, response);
            }
        } catch (CentossrvException e) {
            writer.write(request, response, Failure.of(e));
        } catch (ServletException | RuntimeException | LinkageError e) {
            LOG.error("Request failed: {} {}", request.getMethod(), request.getRequestURI(), e);
            writer.write(request, response, Failure.internal());
        } finally {
            MDC.remove(TRACE);
        }
        if (!request.isAsyncStarted()) {
            UnreadBody.discard(request);
        }
    }

    private void route(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        if (own.answer(request, response)) {
            return;
        }
        if (Upgrade.isWebSocket(request)) {
            upgrade(request, response);
            return;
        }
        Optional<String> noun = RequestPath.of(request).noun();
        // An application that is being closed has left the table by then: the next look finds who follows it.
        while (!serve(noun, request, response)) {
            Thread.onSpinWait();
        }
    }

    private boolean serve(Optional<String> noun, HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Optional<RoutingTable.Route> route = noun.flatMap(name -> table.get().find(name));
        if (route.isEmpty()) {
            writer.write(request, response, Failure.of(404, "not-found", "There is nothing at this path."));
            return true;
        }
        if (route.get() instanceof RoutingTable.Gap gap) {
            holding.hold(request, response, gap.domain(), () -> isBack(noun));
            return true;
        }
        ServedApplication application = ((RoutingTable.Serving) route.get()).application();
        Optional<ServedApplication.Stay> stay = application.enter();
        if (stay.isPresent()) {
            serve(application, stay.get(), request, response);
        }
        return stay.isPresent();
    }

    private boolean isBack(Optional<String> noun) {
        return noun.flatMap(name -> table.get().find(name))
                .filter(route -> route instanceof RoutingTable.Gap)
                .isEmpty();
    }

    private void serve(
            ServedApplication application,
            ServedApplication.Stay stay,
            HttpServletRequest request,
            HttpServletResponse response)
            throws ServletException, IOException {
        long limit = limit(request);
        Optional<Caller> caller = Admission.of(request).flatMap(Admission::caller);
        ApplicationRequest inside = new ApplicationRequest(
                request, caller, limit, stay, context -> turnOut(context, application, request, response));
        try {
            if (request.getContentLengthLong() > limit) {
                writer.write(request, response, BodyTooLarge.failure(limit));
            } else {
                application.handler().handle(inside, response);
            }
        } finally {
            if (!inside.asynchronous()) {
                stay.end();
            }
        }
    }

    /** Answers a request whose application goes without it. */
    private void turnOut(
            AsyncContext context,
            ServedApplication application,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            writer.write(request, response, Failure.unavailable(application.domain()));
            context.complete();
        } catch (IOException | IllegalStateException e) {
            LOG.debug("A late request was answered meanwhile: {}", application, e);
        }
    }

    private long limit(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.startsWith(UPLOAD) ? settings.mostUploadBytes() : settings.mostBytes();
    }

    private void upgrade(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Caller> caller = Admission.of(request).flatMap(Admission::caller);
        Optional<String> path = RequestPath.of(request).operation();
        Optional<Failure> failure = caller.isPresent() && path.isPresent()
                ? webSockets.open(path.get(), caller.get(), request, response)
                : Optional.of(Failure.of(404, "not-found", "There is no WebSocket at this path."));
        if (failure.isPresent()) {
            writer.write(request, response, gapOr(failure.get(), request));
        }
    }

    private Failure gapOr(Failure failure, HttpServletRequest request) {
        boolean missing = failure.status() == 404;
        return RequestPath.of(request)
                .noun()
                .filter(noun -> missing)
                .flatMap(noun -> table.get().find(noun))
                .filter(RoutingTable.Gap.class::isInstance)
                .map(gap -> Failure.unavailable(((RoutingTable.Gap) gap).domain()))
                .orElse(failure);
    }
}
