// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.delivery;

import io.centossrv.jobs.JobId;
import io.centossrv.jobs.NodeJobState;
import io.centossrv.jobs.TaskOutcome;
import io.centossrv.jobs.internal.state.NodeNews;
import io.centossrv.jobs.internal.state.NodeStatus;
import io.centossrv.jobs.internal.store.JobsDatabase;
import io.centossrv.jobs.internal.store.PostgresProgress;
import io.centossrv.jobs.message.JobProgress;
import io.centossrv.protocol.MessageType;
import io.centossrv.protocol.NodeId;
import io.centossrv.protocol.ReportHandler;
import io.centossrv.protocol.RequestRejected;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Takes what nodes report of their jobs. Committed when {@link #handle} returns; the same report may come again. */
@Component(service = ReportHandler.class)
public final class ProgressReports implements ReportHandler<JobProgress> {
    /** The executor's code for a plan that came too late. */
    private static final String EXPIRED = "expired";

    private final PostgresProgress progress;
    private final ReportedTask reported = new ReportedTask();

    @Activate
    public ProgressReports(@Reference JobsDatabase jobs) {
        progress = new PostgresProgress(jobs);
    }

    @Override
    public MessageType<JobProgress> type() {
        return JobProgress.TYPE;
    }

    @Override
    public void handle(NodeId from, Instant receivedAt, JobProgress report) {
        JobId job = job(report.job());
        List<TaskOutcome> tasks =
                report.results().stream().map(reported::outcome).toList();
        NodeNews news = new NodeNews(
                job, from, status(report), Optional.of(receivedAt), Optional.of(report.startedAt()), report.endedAt());
        if (!progress.record(news, tasks, receivedAt)) {
            throw new RequestRejected("job-unknown", "There is no job " + job + " of this node, or no longer.");
        }
    }

    private static JobId job(String text) {
        try {
            return JobId.parse(text);
        } catch (IllegalArgumentException e) {
            throw new RequestRejected("job-unknown", "A report names no job.");
        }
    }

    private static NodeStatus status(JobProgress report) {
        if (report.outcome().isEmpty()) {
            return NodeStatus.known(NodeJobState.RUNNING, "");
        }
        String reason = ReportedTask.text(report.reason(), 1024);
        return switch (report.outcome().get()) {
            case OK -> NodeStatus.known(NodeJobState.OK, reason);
            case CHANGED -> NodeStatus.known(NodeJobState.CHANGED, reason);
            case FAILED -> NodeStatus.known(NodeJobState.FAILED, reason);
            case TIMED_OUT -> NodeStatus.known(NodeJobState.FAILED, "timed-out");
            case REJECTED ->
                reason.equals(EXPIRED) || reason.startsWith(EXPIRED + ":")
                        ? NodeStatus.known(NodeJobState.EXPIRED, reason)
                        : NodeStatus.known(NodeJobState.FAILED, NodeStatus.REJECTED + reason);
            case CANCELLED -> NodeStatus.known(NodeJobState.CANCELLED, reason);
            case INTERRUPTED -> NodeStatus.known(NodeJobState.INTERRUPTED, reason);
            case UNKNOWN -> NodeStatus.known(NodeJobState.INTERRUPTED, "outcome-unknown");
        };
    }
}
