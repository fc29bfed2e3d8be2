// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.rest;

import io.centossrv.jobs.internal.ping.NodePings;
import io.centossrv.jobs.internal.ping.PingOutcome;
import io.centossrv.jobs.internal.request.InvalidRequest;
import io.centossrv.platform.CentossrvException;
import io.centossrv.rest.ListBody;
import io.centossrv.rest.RequiresPermission;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** {@code /api/v1/pings}. */
@Path("pings")
@Produces(MediaType.APPLICATION_JSON)
public final class PingsResource {
    private static final Duration DEFAULT = Duration.ofSeconds(5);
    private static final Duration MOST = Duration.ofSeconds(60);

    private final NodePings pings;

    PingsResource(NodePings pings) {
        this.pings = pings;
    }

    /** Which nodes to ask, and how long to wait. */
    public record PingBody(String target, Optional<Duration> timeout) {
        public PingBody {
            Objects.requireNonNull(target, "target");
        }
    }

    /** What came of it on one node. */
    public record PingOutcomeBody(
            String node, String name, String outcome, Optional<Long> millis, Optional<String> code) {
        static PingOutcomeBody of(PingOutcome outcome) {
            return new PingOutcomeBody(
                    outcome.node().toString(),
                    outcome.name().value(),
                    outcome.outcome(),
                    outcome.took().map(Duration::toMillis),
                    outcome.code());
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("node:ping")
    public CompletionStage<ListBody<PingOutcomeBody>> ping(PingBody body) {
        if (body.target().isBlank()) {
            throw invalid("/target", "A target names nodes, such as web* or all.");
        }
        Duration timeout = body.timeout().orElse(DEFAULT);
        if (timeout.compareTo(Duration.ofMillis(1)) < 0 || timeout.compareTo(MOST) > 0) {
            throw invalid("/timeout", "It must be more than nothing and at most " + MOST + ".");
        }
        return pings.ping(body.target(), timeout)
                .thenApply(outcomes -> new ListBody<>(
                        outcomes.stream().map(PingOutcomeBody::of).toList(), Optional.empty()));
    }

    private static CentossrvException invalid(String pointer, String message) {
        return InvalidRequest.at(pointer, message);
    }
}
