// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.jobs.internal.handler;

import io.centossrv.jobs.message.DeliverPlan;
import io.centossrv.jobs.message.PlanTaken;
import io.centossrv.protocol.MessageType;
import io.centossrv.protocol.NodeId;
import io.centossrv.protocol.RequestHandler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Takes plans. */
@Component(service = RequestHandler.class)
public final class DeliverHandler implements RequestHandler<DeliverPlan, PlanTaken> {
    private final AgentJobs jobs;

    @Activate
    public DeliverHandler(@Reference AgentJobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public MessageType<DeliverPlan> question() {
        return DeliverPlan.TYPE;
    }

    @Override
    public MessageType<PlanTaken> answer() {
        return PlanTaken.TYPE;
    }

    @Override
    public PlanTaken handle(NodeId peer, DeliverPlan question) {
        return jobs.take(question);
    }
}
