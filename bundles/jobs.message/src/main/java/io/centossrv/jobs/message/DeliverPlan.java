// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.message;

import io.centossrv.protocol.MessageType;
import java.util.Map;

/**
 * Hands a plan to a node. Delivered until a state comes back, so a node gets it more than once; it runs once.
 *
 * @param job the job's id
 * @param plan the plan's exact bytes, JSON (docs/architecture.md, plans)
 * @param signature Ed25519 over these bytes
 * @param files what the plan refers to: lower-case hex SHA-256 to content
 */
public record DeliverPlan(String job, byte[] plan, byte[] signature, Map<String, byte[]> files) {
    /** Its type on the wire. */
    public static final MessageType<DeliverPlan> TYPE = MessageType.of("jobs.deliver", 1, DeliverPlan.class);

    public DeliverPlan {
        files = Map.copyOf(files);
    }

    @Override
    public String toString() {
        return "DeliverPlan[job=" + job + ", bytes=" + plan.length + ", files=" + files.size() + "]";
    }
}
