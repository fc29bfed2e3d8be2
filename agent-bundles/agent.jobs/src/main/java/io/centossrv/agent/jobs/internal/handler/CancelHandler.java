// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.jobs.internal.handler;

import io.centossrv.jobs.message.CancelPlan;
import io.centossrv.jobs.message.CancelTaken;
import io.centossrv.protocol.MessageType;
import io.centossrv.protocol.NodeId;
import io.centossrv.protocol.RequestHandler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Ends jobs before their time. */
@Component(service = RequestHandler.class)
public final class CancelHandler implements RequestHandler<CancelPlan, CancelTaken> {
    private final AgentJobs jobs;

    @Activate
    public CancelHandler(@Reference AgentJobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public MessageType<CancelPlan> question() {
        return CancelPlan.TYPE;
    }

    @Override
    public MessageType<CancelTaken> answer() {
        return CancelTaken.TYPE;
    }

    @Override
    public CancelTaken handle(NodeId peer, CancelPlan question) {
        return jobs.cancel(question.job());
    }
}
