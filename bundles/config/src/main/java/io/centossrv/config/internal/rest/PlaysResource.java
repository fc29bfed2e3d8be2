// SPDX-License-Identifier: Apache-2.0
package io.centossrv.config.internal.rest;

import io.centossrv.config.PlayRequest;
import io.centossrv.config.internal.play.CompiledPlaySubmission;
import io.centossrv.jobs.Job;
import io.centossrv.jobs.Rollout;
import io.centossrv.jobs.Share;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorDetail;
import io.centossrv.platform.ErrorKind;
import io.centossrv.rest.CallerPrincipal;
import io.centossrv.rest.RequiresPermission;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** {@code /api/v1/plays}. */
@Path("plays")
@Produces(MediaType.APPLICATION_JSON)
public final class PlaysResource {
    private static final ErrorCode INVALID = new ErrorCode("request-invalid", ErrorKind.USER);
    private static final Duration DEFAULT_TIME_TO_LIVE = Duration.ofHours(24);
    private static final Share DEFAULT_MAX_FAILURES = new Share(5, true);
    private static final Duration MOST_TIME_TO_LIVE = Duration.ofDays(30);

    private final CompiledPlaySubmission plays;

    PlaysResource(CompiledPlaySubmission plays) {
        this.plays = plays;
    }

    /** A playbook with its project. */
    public record PlayBody(
            String playbook,
            Map<String, byte[]> files,
            Optional<String> limit,
            boolean check,
            boolean diff,
            Optional<Duration> ttl,
            Optional<String> batch,
            Optional<String> maxFailures,
            Optional<Integer> confirm) {
        public PlayBody {
            Objects.requireNonNull(playbook, "playbook");
            Objects.requireNonNull(files, "files").values().forEach(f -> Objects.requireNonNull(f, "files"));
        }
    }

    /** A check changes nothing: it may go on whatever fails. */
    private static Rollout rollout(PlayBody body) {
        Optional<Share> batch = body.batch().map(text -> share("/batch", text));
        if (batch.filter(share -> share.amount() == 0).isPresent()) {
            throw invalid("/batch", "A batch has at least one node.");
        }
        Optional<Share> failures = body.maxFailures().map(text -> share("/maxFailures", text));
        return new Rollout(batch, body.check() ? failures : failures.or(() -> Optional.of(DEFAULT_MAX_FAILURES)));
    }

    private static Share share(String pointer, String text) {
        try {
            return Share.parse(text);
        } catch (IllegalArgumentException e) {
            throw invalid(pointer, "Give a number such as 5, or a percentage such as 10%.");
        }
    }

    private static CentossrvException invalid(String pointer, String message) {
        return new CentossrvException(INVALID, "The request has mistakes.", List.of(ErrorDetail.at(pointer, message)));
    }

    /** Needs {@code play:check} to check and {@code play:apply} to apply, which the submission decides. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission(value = "play:check", or = "play:apply")
    public Response submit(
            PlayBody body, @HeaderParam("Idempotency-Key") String key, @Context SecurityContext security) {
        Duration timeToLive = body.ttl().orElse(DEFAULT_TIME_TO_LIVE);
        if (timeToLive.compareTo(Duration.ofSeconds(1)) < 0 || timeToLive.compareTo(MOST_TIME_TO_LIVE) > 0) {
            throw invalid("/ttl", "It must be from PT1S to " + MOST_TIME_TO_LIVE + ".");
        }
        PlayRequest request = new PlayRequest(
                body.playbook(),
                body.files(),
                body.limit(),
                body.check(),
                body.diff(),
                timeToLive,
                Optional.ofNullable(key),
                rollout(body),
                body.confirm());
        Job job = plays.submit(((CallerPrincipal) security.getUserPrincipal()).caller(), request);
        return Response.status(Response.Status.ACCEPTED)
                .location(URI.create("/api/v1/jobs/" + job.id()))
                .entity(JobBody.of(job))
                .build();
    }
}
