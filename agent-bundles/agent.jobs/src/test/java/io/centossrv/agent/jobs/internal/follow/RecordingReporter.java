// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.jobs.internal.follow;

import io.centossrv.agent.ReportRefused;
import io.centossrv.agent.Reporter;
import io.centossrv.jobs.message.JobProgress;
import io.centossrv.jobs.message.TaskResult;
import io.centossrv.protocol.MessageType;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what was reported, as the outbox does. */
public final class RecordingReporter implements Reporter {
    private final List<JobProgress> reports = new CopyOnWriteArrayList<>();
    private volatile boolean full;

    public void full(boolean now) {
        full = now;
    }

    @Override
    public <T extends Record> void report(MessageType<T> type, T payload) {
        if (full) {
            throw new ReportRefused("the outbox is full", new IllegalStateException("full"));
        }
        reports.add((JobProgress) payload);
    }

    public List<JobProgress> of(String job) {
        return reports.stream().filter(r -> r.job().equals(job)).toList();
    }

    public List<TaskResult> results(String job) {
        return of(job).stream().flatMap(r -> r.results().stream()).toList();
    }

    public Optional<JobProgress> end(String job) {
        return of(job).stream().filter(r -> r.outcome().isPresent()).findFirst();
    }
}
