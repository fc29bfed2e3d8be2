// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.spi;

import io.centossrv.inventory.Finding;
import io.centossrv.protocol.NodeId;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** Adds what a domain knows of a node to its explanation, such as what waits for it and why; a service (whiteboard). */
@ConsumerType
public interface NodeExplainer {
    /** Returns what there is to say, at most a dozen; called when somebody asks, so answer within a second. */
    List<Finding> explain(NodeId node);
}
