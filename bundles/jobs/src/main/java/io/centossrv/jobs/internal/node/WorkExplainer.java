// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.node;

import io.centossrv.inventory.Finding;
import io.centossrv.inventory.Finding.Level;
import io.centossrv.inventory.spi.NodeExplainer;
import io.centossrv.jobs.NodeJobState;
import io.centossrv.jobs.internal.state.NodeWork;
import io.centossrv.jobs.internal.store.JobsDatabase;
import io.centossrv.jobs.internal.store.PostgresNodeWork;
import io.centossrv.jobs.message.NodePause;
import io.centossrv.protocol.NodeId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Says of a node what waits on it and why, and whether it is paused. */
@Component
public final class WorkExplainer implements NodeExplainer {
    private final PostgresNodeWork work;

    @Activate
    public WorkExplainer(@Reference JobsDatabase jobs) {
        this(new PostgresNodeWork(jobs));
    }

    WorkExplainer(PostgresNodeWork work) {
        this.work = work;
    }

    @Override
    public List<Finding> explain(NodeId node) {
        NodeWork now = work.of(node);
        List<Finding> findings = new ArrayList<>();
        now.pause().map(WorkExplainer::paused).ifPresent(findings::add);
        now.open().forEach(open -> findings.add(finding(open)));
        return findings;
    }

    private static Finding paused(NodePause pause) {
        String why = pause.reason().isBlank() ? "" : " (" + pause.reason() + ")";
        return new Finding(
                "pause",
                Level.NOTICE,
                "Its administrator paused it until " + pause.until().truncatedTo(ChronoUnit.SECONDS)
                        + ", by its own clock" + why + ": nothing is started on it.",
                Optional.of("csrv-agent resume, on the node"));
    }

    private static Finding finding(NodeWork.Open open) {
        boolean waits = open.state() == NodeJobState.WAITING;
        String state = open.state().name().toLowerCase(Locale.ROOT);
        String jobs = open.jobs() == 1 ? "1 job is " : open.jobs() + " jobs are ";
        return new Finding(
                "jobs",
                waits ? Level.NOTICE : Level.OK,
                jobs + state + (open.reason().isBlank() ? "." : ": " + open.reason()),
                waits ? Optional.of("csrv job list --state waiting,running") : Optional.empty());
    }
}
