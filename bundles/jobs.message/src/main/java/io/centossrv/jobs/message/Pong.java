// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.message;

import io.centossrv.protocol.MessageType;
import java.time.Instant;

/** The answer to {@link Ping}: the time by the node's clock. */
public record Pong(Instant answeredAt) {
    /** Its type on the wire. */
    public static final MessageType<Pong> TYPE = MessageType.of("jobs.pong", 1, Pong.class);
}
