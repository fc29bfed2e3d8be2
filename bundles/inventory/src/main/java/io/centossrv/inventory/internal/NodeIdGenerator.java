// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal;

import io.centossrv.protocol.NodeId;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/** Makes ids of nodes: UUIDs of version 7 (RFC 9562, 5.7), which lists show in the order of enrolment. Thread-safe. */
public final class NodeIdGenerator {
    private final SecureRandom random = new SecureRandom();
    private final Clock clock;

    public NodeIdGenerator(Clock clock) {
        this.clock = clock;
    }

    public NodeId next() {
        long high = clock.millis() << 16 | 0x7000L | (random.nextLong() & 0x0fffL);
        long low = 0x8000_0000_0000_0000L | (random.nextLong() >>> 2);
        return new NodeId(new UUID(high, low));
    }
}
