// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.delivery;

import io.centossrv.jobs.internal.plan.PlanWriter;
import io.centossrv.jobs.internal.store.Claim;
import io.centossrv.jobs.internal.store.PlanBody;
import io.centossrv.jobs.message.DeliverPlan;
import java.util.SortedMap;
import java.util.function.UnaryOperator;

/** Makes the message that hands a plan over. Thread-safe. */
final class PlanSigner {
    private final PlanWriter writer;
    private final UnaryOperator<byte[]> sign;

    /**
     * Makes a signer.
     *
     * @param open opens what was sealed when the job was submitted
     */
    PlanSigner(UnaryOperator<byte[]> sign, UnaryOperator<String> open) {
        writer = new PlanWriter(open);
        this.sign = sign;
    }

    DeliverPlan message(Claim claim, PlanBody body, SortedMap<String, String> jars) {
        byte[] plan = writer.write(claim.binding(), body.play(), body.check(), body.diff(), jars);
        return new DeliverPlan(claim.job().toString(), plan, sign.apply(plan), body.files());
    }
}
