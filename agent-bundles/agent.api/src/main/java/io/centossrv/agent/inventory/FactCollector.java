// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.inventory;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Collects facts of one namespace; a service. Asked once in its period, one at a time with all others: a collector that
 * takes longer than its limit or throws keeps its facts of before, and the log says so once.
 */
@ConsumerType
public interface FactCollector {
    /** Returns the first part of its facts' names, such as {@code os}; the same at each call. */
    String namespace();

    /**
     * Returns the rest of the name to the value: String, Long, Integer, Boolean or List of String. A fact that can't be
     * found out is left out.
     */
    Map<String, Object> collect();

    /** Returns how long facts are good for; at least a minute, which is what it is unless said. */
    default Duration period() {
        return Duration.ofMinutes(1);
    }

    /** Returns how long it may take, at most a minute; 10 s unless said. */
    default Duration limit() {
        return Duration.ofSeconds(10);
    }

    /** Returns what asking it costs the node; cheap unless said. */
    default CollectorCost cost() {
        return CollectorCost.CHEAP;
    }

    /**
     * Returns the names, as in {@link #collect}, of facts that change all the time: they are reported now and then, have
     * no history, and are nothing for targets.
     */
    default Set<String> changing() {
        return Set.of();
    }
}
