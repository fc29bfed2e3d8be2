// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a node says about itself. Not trusted: no right, secret or limit may hang on it.
 *
 * @param values dotted name to String, Long, Boolean or List of String
 * @param observedAt by the node's clock
 * @param receivedAt by the control plane's clock
 */
public record Facts(SortedMap<String, Object> values, Instant observedAt, Instant receivedAt) {
    public Facts {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /** Returns facts from any map. */
    public static Facts of(Map<String, Object> values, Instant observedAt, Instant receivedAt) {
        return new Facts(new TreeMap<>(values), observedAt, receivedAt);
    }
}
