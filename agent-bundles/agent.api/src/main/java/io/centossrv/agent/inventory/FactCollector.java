// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.inventory;

import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Collects facts of one namespace; a service. Asked every minute and after a link came up, from one thread, with a limit
 * of 10 s: a collector that takes longer or throws keeps its facts of before, and the log says so once.
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
}
