// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.security;

import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.security.Authenticator;
import io.centossrv.platform.security.Caller;
import io.centossrv.rest.internal.problem.Failure;
import io.centossrv.rest.internal.problem.ProblemWriter;
import io.centossrv.rest.internal.request.Admission;
import io.centossrv.rest.internal.request.RequestPath;
import io.centossrv.rest.internal.request.TraceId;
import io.centossrv.rest.internal.request.UnreadBody;
import io.centossrv.rest.internal.request.Upgrade;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides for each request whether it may pass, and answers it where it may not: 401 without a valid login, 503 while
 * nobody can tell. What is not on the closed list needs a login, also what does not exist. Thread-safe.
 */
public final class Gatekeeper {
    private static final Logger LOG = LoggerFactory.getLogger(Gatekeeper.class);
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
    private static final String CHALLENGE = "Bearer realm=\"centossrv\"";
    private static final String BEARER = "bearer ";
    private static final int LONGEST_TOKEN = 8192;

    private final Supplier<Optional<Authenticator>> authenticator;
    private final Predicate<String> webSocketPath;
    private final ProblemWriter writer;

    /**
     * Makes a gatekeeper.
     *
     * @param webSocketPath tells whether a path below {@code /api/v1/} is a WebSocket endpoint: tickets count there alone
     */
    public Gatekeeper(
            Supplier<Optional<Authenticator>> authenticator, Predicate<String> webSocketPath, ProblemWriter writer) {
        this.authenticator = authenticator;
        this.webSocketPath = webSocketPath;
        this.writer = writer;
    }

    /** Returns true where the request may pass; else it has been answered. Asked again, it answers the same. */
    public boolean admit(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (Admission.of(request).isPresent()) {
            return true;
        }
        boolean admitted = decide(request, response);
        if (!admitted) {
            UnreadBody.discard(request);
        }
        return admitted;
    }

    private boolean decide(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            Optional<Failure> failure = examine(request);
            if (failure.isPresent()) {
                writer.write(request, response, failure.get());
            }
            return failure.isEmpty();
        } catch (CentossrvException e) {
            writer.write(request, response, Failure.of(e));
        } catch (RuntimeException e) {
            LOG.error("A login could not be checked, the request is refused: traceId={}", TraceId.of(request), e);
            writer.write(request, response, Failure.internal());
        }
        return false;
    }

    private Optional<Failure> examine(HttpServletRequest request) {
        Optional<Failure> malformed = malformed(request);
        if (malformed.isPresent()) {
            return malformed;
        }
        if (PublicOperations.admit(request.getMethod(), request.getRequestURI())) {
            new Admission(Optional.empty()).keepIn(request);
            return Optional.empty();
        }
        Optional<Authenticator> present = authenticator.get();
        if (present.isEmpty()) {
            return Optional.of(Failure.unavailable("access"));
        }
        Optional<Caller> caller = caller(request, present.get());
        if (caller.isEmpty()) {
            return Optional.of(refusal(request));
        }
        new Admission(caller).keepIn(request);
        return Optional.empty();
    }

    private static Optional<Failure> malformed(HttpServletRequest request) {
        if (RequestPath.tooLong(request)) {
            return Optional.of(Failure.of(414, "uri-too-long", "The path with its query is too long."));
        }
        if (!METHODS.contains(request.getMethod())) {
            return Optional.of(Failure.of(405, "method-not-allowed", "This method is not served."));
        }
        if (RequestPath.of(request).ambiguous()) {
            return Optional.of(Failure.of(400, "path-invalid", "The path can be read in more than one way."));
        }
        return Optional.empty();
    }

    private Optional<Caller> caller(HttpServletRequest request, Authenticator authority) {
        Optional<String> header = Optional.ofNullable(request.getHeader("Authorization"));
        if (header.isPresent()) {
            return header.flatMap(Gatekeeper::token).flatMap(authority::authenticateToken);
        }
        return ticket(request).flatMap(authority::redeemTicket);
    }

    private static Optional<String> token(String header) {
        return header.toLowerCase(Locale.ROOT).startsWith(BEARER) && header.length() <= LONGEST_TOKEN
                ? Optional.of(header.substring(BEARER.length()).strip())
                : Optional.empty();
    }

    private Optional<String> ticket(HttpServletRequest request) {
        boolean endpoint =
                RequestPath.of(request).operation().filter(webSocketPath).isPresent();
        return endpoint && Upgrade.isWebSocket(request)
                ? Optional.ofNullable(request.getParameter("ticket")).filter(text -> text.length() <= LONGEST_TOKEN)
                : Optional.empty();
    }

    private static Failure refusal(HttpServletRequest request) {
        return request.getHeader("Authorization") == null
                ? Failure.unauthenticated("unauthenticated", "A login is needed. Try 'csrv login'.", CHALLENGE)
                : Failure.unauthenticated(
                        "token-invalid",
                        "The token is not valid or no longer valid. Try 'csrv login'.",
                        CHALLENGE + ", error=\"invalid_token\"");
    }
}
