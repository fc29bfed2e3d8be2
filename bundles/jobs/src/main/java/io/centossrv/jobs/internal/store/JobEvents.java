// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.store;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.centossrv.jobs.JobId;
import io.centossrv.jobs.JobState;
import io.centossrv.jobs.NodeJobState;
import io.centossrv.jobs.internal.plan.NewJob;
import io.centossrv.jobs.internal.state.Freeze;
import io.centossrv.jobs.internal.state.NodeStatus;
import io.centossrv.jobs.message.NodePause;
import io.centossrv.persistence.EventDraft;
import io.centossrv.protocol.NodeId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The events of jobs. */
final class JobEvents {
    private static final String COMPONENT = "jobs";

    private JobEvents() {}

    static EventDraft submitted(NewJob job) {
        String data = "{\"kind\":" + quoted(job.kind()) + ",\"title\":" + quoted(job.title()) + ",\"check\":"
                + job.check() + ",\"nodes\":" + job.nodes().size() + "}";
        return new EventDraft("job.submitted", job.id().toString(), job.actor(), true, data);
    }

    static EventDraft nodeChanged(JobId job, NodeId node, String name, NodeStatus status) {
        String data = "{\"node\":" + quoted(node.toString()) + ",\"name\":" + quoted(name) + ",\"state\":"
                + quoted(word(status.state())) + ",\"reason\":" + quoted(status.reason()) + "}";
        return new EventDraft("job.node-changed", job.toString(), "node:" + name, false, data);
    }

    /** For the audit trail, for however many nodes: somebody's work was not done, or a node took none of it. */
    static EventDraft refused(JobId job, NodeId node, String name, NodeStatus status) {
        String data = "{\"node\":" + quoted(node.toString()) + ",\"name\":" + quoted(name) + ",\"reason\":"
                + quoted(status.reason()) + "}";
        return new EventDraft("job.refused", job.toString(), "node:" + name, true, data);
    }

    static String counts(Map<NodeJobState, Integer> counts) {
        return counts.entrySet().stream()
                .map(e -> quoted(word(e.getKey())) + ":" + e.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    static EventDraft ended(JobId job, JobState state, String counts) {
        String data = "{\"state\":" + quoted(word(state)) + ",\"counts\":" + counts + "}";
        return new EventDraft("job.ended", job.toString(), COMPONENT, false, data);
    }

    static EventDraft stopped(JobId job, String code, String reason, String actor) {
        String data = "{\"code\":" + quoted(code) + ",\"reason\":" + quoted(reason) + "}";
        return new EventDraft("job.stopped", job.toString(), actor, !actor.equals(COMPONENT), data);
    }

    static EventDraft batchStarted(JobId job, int batch) {
        return new EventDraft("job.batch-started", job.toString(), COMPONENT, false, "{\"batch\":" + batch + "}");
    }

    static EventDraft paused(NodeId node, Optional<NodePause> pause) {
        String data = pause.map(p -> "{\"reason\":" + quoted(p.reason()) + ",\"until\":"
                        + quoted(p.until().toString()) + "}")
                .orElse("{}");
        return new EventDraft(
                pause.isPresent() ? "node.paused" : "node.resumed", node.toString(), "node:" + node, false, data);
    }

    static EventDraft frozen(Freeze freeze) {
        return new EventDraft("freeze.created", freeze.id().toString(), freeze.actor(), true, freeze(freeze));
    }

    static EventDraft unfrozen(Freeze freeze, String actor) {
        return new EventDraft("freeze.lifted", freeze.id().toString(), actor, true, freeze(freeze));
    }

    private static String freeze(Freeze freeze) {
        return "{\"target\":" + quoted(freeze.target()) + ",\"reason\":" + quoted(freeze.reason()) + "}";
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String quoted(String text) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
    }
}
