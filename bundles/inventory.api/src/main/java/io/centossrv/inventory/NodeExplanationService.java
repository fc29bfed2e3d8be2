// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory;

import io.centossrv.protocol.NodeId;
import org.osgi.annotation.versioning.ProviderType;

/** Says why a node is as it is, from what each domain knows of it. Thread-safe; blocks on the database. */
@ProviderType
public interface NodeExplanationService {
    /** Explains a node; {@code node-not-found}. A domain that fails is a finding, not an error. */
    NodeExplanation explain(NodeId id);
}
