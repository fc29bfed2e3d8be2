// SPDX-License-Identifier: Apache-2.0
package io.centossrv.benchmarks.fleet;

import io.centossrv.jobs.message.PlanInquiry;
import io.centossrv.jobs.message.PlanTaken;
import io.centossrv.protocol.MessageType;
import io.centossrv.protocol.NodeId;
import io.centossrv.protocol.RequestHandler;
import java.util.function.Consumer;

/** Says of each plan that it has ended, and reports it again. */
record InquiryAnswer(Consumer<String> ran) implements RequestHandler<PlanInquiry, PlanTaken> {
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
        ran.accept(question.job());
        return new PlanTaken(PlanTaken.State.ENDED);
    }
}
