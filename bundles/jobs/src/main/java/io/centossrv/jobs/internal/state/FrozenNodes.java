// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.state;

import io.centossrv.protocol.NodeId;
import java.util.Map;
import java.util.Optional;

/**
 * The nodes on which nothing is started now.
 *
 * @param version of the freezes that it was made of
 * @param everything the reason where it is every node
 * @param reasons by node
 */
public record FrozenNodes(long version, Optional<String> everything, Map<NodeId, String> reasons) {
    /** How each reason begins. */
    public static final String PREFIX = "frozen: ";

    public FrozenNodes {
        reasons = Map.copyOf(reasons);
    }
}
