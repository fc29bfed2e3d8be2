// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.message;

import io.centossrv.protocol.MessageType;
import java.time.Instant;

/** Asks a node whether it answers. */
public record Ping(Instant sentAt) {
    /** Its type on the wire. */
    public static final MessageType<Ping> TYPE = MessageType.of("jobs.ping", 1, Ping.class);
}
