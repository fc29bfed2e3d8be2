// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent;

import io.centossrv.protocol.NodeId;
import java.nio.file.Path;
import java.security.PublicKey;
import org.osgi.annotation.versioning.ProviderType;

/** Who this agent is; a service once the node is accepted. Thread-safe; answers from memory. */
@ProviderType
public interface AgentIdentity {
    /** Returns the id that the control plane gave. */
    NodeId node();

    /** Returns a folder that belongs to the caller's domain alone, made if missing, 0700. */
    Path stateFolder(String domain);

    /** Returns the Ed25519 key with which plans are verified. */
    PublicKey planVerificationKey();
}
