// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.jobs.internal.handler;

import io.centossrv.jobs.message.PlanInquiry;
import io.centossrv.jobs.message.PlanTaken;
import io.centossrv.protocol.MessageType;
import io.centossrv.protocol.NodeId;
import io.centossrv.protocol.RequestHandler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Says how far plans are. */
@Component(service = RequestHandler.class)
public final class InquiryHandler implements RequestHandler<PlanInquiry, PlanTaken> {
    private final AgentJobs jobs;

    @Activate
    public InquiryHandler(@Reference AgentJobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public MessageType<PlanInquiry> question() {
        return PlanInquiry.TYPE;
    }

    @Override
    public MessageType<PlanTaken> answer() {
        return PlanTaken.TYPE;
    }

    @Override
    public PlanTaken handle(NodeId peer, PlanInquiry question) {
        return jobs.inquire(question.job());
    }
}
