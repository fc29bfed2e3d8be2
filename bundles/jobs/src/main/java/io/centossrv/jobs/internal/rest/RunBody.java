// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.rest;

import io.centossrv.jobs.Rollout;
import io.centossrv.jobs.Share;
import io.centossrv.jobs.internal.request.InvalidRequest;
import io.centossrv.jobs.internal.submit.CommandLine;
import io.centossrv.jobs.internal.submit.RunRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** A command to be run; times are ISO-8601 durations, shares such as {@code 5} or {@code 10%}. */
public record RunBody(
        String target,
        Optional<List<String>> argv,
        Optional<String> shell,
        Optional<String> user,
        Optional<Map<String, String>> environment,
        Optional<Map<String, String>> secrets,
        Optional<String> chdir,
        Optional<String> stdin,
        Optional<Duration> timeout,
        Optional<Duration> ttl,
        Optional<String> batch,
        Optional<String> maxFailures,
        Optional<Integer> confirm) {
    public RunBody {
        Objects.requireNonNull(target, "target");
        argv.ifPresent(all -> all.forEach(a -> Objects.requireNonNull(a, "argv")));
        environment.ifPresent(all -> all.values().forEach(v -> Objects.requireNonNull(v, "environment")));
        secrets.ifPresent(all -> all.values().forEach(v -> Objects.requireNonNull(v, "secrets")));
    }

    RunRequest request() {
        return new RunRequest(
                target,
                new CommandLine(
                        argv.orElse(List.of()),
                        shell,
                        user,
                        new TreeMap<>(environment.orElse(Map.of())),
                        new TreeMap<>(secrets.orElse(Map.of())),
                        chdir,
                        stdin),
                timeout.orElse(RunRequest.DEFAULT_TIMEOUT),
                ttl.orElse(RunRequest.DEFAULT_TIME_TO_LIVE),
                new Rollout(
                        batch.map(text -> share("/batch", text)),
                        maxFailures
                                .map(text -> share("/maxFailures", text))
                                .or(() -> Optional.of(RunRequest.DEFAULT_MAX_FAILURES))));
    }

    private static Share share(String pointer, String text) {
        try {
            return Share.parse(text);
        } catch (IllegalArgumentException e) {
            throw InvalidRequest.at(pointer, "Give a number such as 5, or a percentage such as 10%.");
        }
    }

    /** Values of variables and the input may be secret. */
    @Override
    public String toString() {
        return "RunBody[target=" + target + "]";
    }
}
