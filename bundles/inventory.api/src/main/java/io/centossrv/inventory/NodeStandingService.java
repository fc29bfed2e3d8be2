// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory;

import io.centossrv.protocol.NodeId;
import java.util.Collection;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** Tells what nodes are at this moment, many at once. Thread-safe; blocks on the database, and keeps nothing. */
@ProviderType
public interface NodeStandingService {
    /** Returns the standing of those of these nodes that there are, the retired and revoked ones included. */
    Map<NodeId, NodeStanding> standings(Collection<NodeId> nodes);
}
