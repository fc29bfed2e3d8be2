// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.history;

import java.time.Instant;
import java.util.List;

/**
 * One kind of things of a node, at a time.
 *
 * @param things by name
 * @param observedAt of the newest report, by the node's clock
 */
public record Section(String kind, List<Thing> things, Instant observedAt, Instant receivedAt) {
    public Section {
        things = List.copyOf(things);
    }

    /**
     * What there is of a kind, without the things.
     *
     * @param since when the history begins
     */
    public record Summary(String kind, int count, Instant observedAt, Instant receivedAt, Instant since) {}
}
