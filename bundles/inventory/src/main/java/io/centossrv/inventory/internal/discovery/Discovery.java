// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.discovery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One look at a network.
 *
 * @param actor who asked for it
 * @param addresses how many there are to look at
 * @param probed how many connections were tried so far, one an address and port
 * @param found how many of them something answered
 */
public record Discovery(
        DiscoveryId id,
        String network,
        List<Integer> ports,
        String actor,
        State state,
        int addresses,
        int probed,
        int found,
        Instant startedAt,
        Optional<Instant> endedAt) {
    /** How far it is. */
    public enum State {
        RUNNING,
        DONE,
        CANCELLED,
        /** The control plane that looked has gone. */
        INTERRUPTED
    }

    public Discovery {
        ports = List.copyOf(ports);
    }
}
