// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory;

import io.centossrv.platform.security.Caller;
import io.centossrv.protocol.NodeId;
import java.time.Duration;
import org.osgi.annotation.versioning.ProviderType;

/** Changes nodes. Each change is audited. Thread-safe; blocks on the database. */
@ProviderType
public interface InventoryAdminService {
    /**
     * Makes a join token: one use, kept as a hash. Its text is {@code id.secret.pin}, with the pin of the certificate
     * authority, and is never shown again.
     *
     * @param lifetime from now, at most 7 days
     */
    JoinToken createJoinToken(Caller caller, Duration lifetime);

    /**
     * Accepts a pending node under a name.
     *
     * @throws io.centossrv.platform.CentossrvException {@code node-not-found}, {@code node-not-pending},
     *     {@code node-name-taken}
     */
    Node accept(Caller caller, NodeId id, NodeName name);

    /** Takes a node's key away and cuts its link; {@code node-not-found}. */
    Node revoke(Caller caller, NodeId id);
}
