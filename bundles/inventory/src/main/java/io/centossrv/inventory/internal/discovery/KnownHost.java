// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.discovery;

import io.centossrv.protocol.NodeId;
import java.util.Optional;

/**
 * Something that answered, and which node it looks like. A hint: what it is told by is not proved.
 *
 * @param node empty where it looks like none, or like several
 */
public record KnownHost(DiscoveredHost host, Optional<Likeness> node) {
    /**
     * The node.
     *
     * @param name its name; its host name while it has none
     * @param by what it is told by: {@code host-key}, {@code address} or {@code hostname}
     */
    public record Likeness(NodeId node, String name, String state, String by) {}
}
