// SPDX-License-Identifier: Apache-2.0
package io.centossrv.benchmarks.fleet;

import io.centossrv.jobs.message.DeliverPlan;
import io.centossrv.jobs.message.PlanTaken;
import io.centossrv.protocol.MessageType;
import io.centossrv.protocol.NodeId;
import io.centossrv.protocol.RequestHandler;
import java.util.function.Consumer;

/** Takes plans and says that they have run. */
record PlanAnswer(Consumer<String> ran) implements RequestHandler<DeliverPlan, PlanTaken> {
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
        ran.accept(question.job());
        return new PlanTaken(PlanTaken.State.ENDED);
    }
}
