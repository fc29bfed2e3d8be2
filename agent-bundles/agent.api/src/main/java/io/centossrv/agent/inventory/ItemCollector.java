// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.inventory;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Collects the things of one kind that the node has, such as packages; a service. Asked as a {@link FactCollector} is. What
 * differs from the time before is what is sent.
 */
@ConsumerType
public interface ItemCollector {
    /** Returns what they are, a word in the singular such as {@code package}; the same at each call. */
    String kind();

    /** Returns all of them, at most 10,000; empty where they are what they were at the call before. */
    Optional<List<InventoryItem>> collect();

    /** Returns how long they are good for; at least a minute, 5 minutes unless said. */
    default Duration period() {
        return Duration.ofMinutes(5);
    }

    /** Returns how long it may take, at most two minutes; 10 s unless said. */
    default Duration limit() {
        return Duration.ofSeconds(10);
    }

    /** Returns what asking it costs the node; cheap unless said. */
    default CollectorCost cost() {
        return CollectorCost.CHEAP;
    }
}
