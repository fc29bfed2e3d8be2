// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.rest;

import io.centossrv.jobs.JobFilter;
import io.centossrv.jobs.JobState;
import io.centossrv.jobs.internal.request.InvalidRequest;
import io.centossrv.platform.CentossrvException;
import jakarta.ws.rs.QueryParam;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/** The parameters of a list of jobs. */
public final class JobQuery {
    @QueryParam("state")
    List<String> states = List.of();

    @QueryParam("actor")
    String actor;

    @QueryParam("target")
    String target;

    @QueryParam("since")
    String since;

    /** Made by Jersey. */
    public JobQuery() {}

    JobFilter filter() {
        Set<JobState> wanted = EnumSet.noneOf(JobState.class);
        states.forEach(text -> wanted.add(state(text)));
        return new JobFilter(wanted, Optional.ofNullable(actor), Optional.ofNullable(target), time());
    }

    /** Returns the path with these parameters. */
    String path(String list) {
        StringJoiner query = new StringJoiner("&", list + "?", "").setEmptyValue(list);
        states.forEach(state -> add(query, "state", state));
        Optional.ofNullable(actor).ifPresent(text -> add(query, "actor", text));
        Optional.ofNullable(target).ifPresent(text -> add(query, "target", text));
        Optional.ofNullable(since).ifPresent(text -> add(query, "since", text));
        return query.toString();
    }

    private static void add(StringJoiner query, String name, String value) {
        query.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }

    private static JobState state(String text) {
        for (JobState state : JobState.values()) {
            if (state.name().toLowerCase(Locale.ROOT).equals(text)) {
                return state;
            }
        }
        throw invalid(
                "state",
                "There is no such state; there are queued, waiting, running, succeeded, failed, cancelled"
                        + " and expired.");
    }

    private Optional<Instant> time() {
        try {
            return Optional.ofNullable(since).map(Instant::parse);
        } catch (DateTimeParseException e) {
            throw invalid("since", "A time is written as 2026-11-20T14:00:00Z.");
        }
    }

    private static CentossrvException invalid(String parameter, String message) {
        return InvalidRequest.at(parameter, message);
    }
}
