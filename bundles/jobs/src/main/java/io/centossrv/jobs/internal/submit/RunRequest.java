// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.submit;

import io.centossrv.jobs.Rollout;
import io.centossrv.jobs.Share;
import io.centossrv.jobs.internal.plan.Sha256;
import io.centossrv.jobs.internal.request.InvalidRequest;
import io.centossrv.platform.ErrorDetail;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks for a command to be run on nodes.
 *
 * @param target which nodes
 * @param command what is run
 * @param timeout how long it may run on a node
 * @param timeToLive how long it may wait for a node
 * @param rollout how it goes over the nodes
 */
public record RunRequest(String target, CommandLine command, Duration timeout, Duration timeToLive, Rollout rollout) {
    /** How long a command may run unless asked otherwise. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofHours(1);

    /** How long a command waits for a node unless asked otherwise. */
    public static final Duration DEFAULT_TIME_TO_LIVE = Duration.ofMinutes(10);

    /** On how many nodes it may fail unless asked otherwise. */
    public static final Share DEFAULT_MAX_FAILURES = new Share(5, true);

    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST_TIMEOUT = Duration.ofHours(24);
    private static final Duration MOST_TIME_TO_LIVE = Duration.ofDays(30);

    public RunRequest {
        List<ErrorDetail> wrong = new ArrayList<>();
        if (target.isBlank()) {
            wrong.add(ErrorDetail.at("/target", "A target names nodes, such as web* or all."));
        }
        wrong.addAll(command.mistakes());
        checkRange("/timeout", timeout, MOST_TIMEOUT, wrong);
        checkRange("/ttl", timeToLive, MOST_TIME_TO_LIVE, wrong);
        if (rollout.batch().filter(b -> b.amount() == 0).isPresent()) {
            wrong.add(ErrorDetail.at("/batch", "A batch has at least one node."));
        }
        InvalidRequest.throwIf(wrong);
    }

    /** Returns a request with the usual times, over all nodes at once. */
    public static RunRequest of(String target, CommandLine command) {
        return new RunRequest(
                target,
                command,
                DEFAULT_TIMEOUT,
                DEFAULT_TIME_TO_LIVE,
                new Rollout(Optional.empty(), Optional.of(DEFAULT_MAX_FAILURES)));
    }

    /** Returns what tells this request apart from another one with the same key. */
    public String fingerprint() {
        Sha256 digest = new Sha256()
                .add("run")
                .add(target)
                .add(timeout.toString())
                .add(timeToLive.toString())
                .add(rollout.batch().map(Share::toString).orElse(""))
                .add(rollout.maxFailures().map(Share::toString).orElse(""));
        return command.addTo(digest).hex();
    }

    private static void checkRange(String pointer, Duration value, Duration most, List<ErrorDetail> wrong) {
        if (value.compareTo(LEAST) < 0 || value.compareTo(most) > 0) {
            wrong.add(ErrorDetail.at(pointer, "It must be from " + LEAST + " to " + most + "."));
        }
    }
}
