// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory;

import io.centossrv.platform.security.Caller;
import io.centossrv.protocol.NodeId;
import java.time.Duration;
import org.osgi.annotation.versioning.ProviderType;

/** Makes and revokes join tokens. Each change is audited, without the secret. Thread-safe; blocks on the database. */
@ProviderType
public interface JoinTokenAdminService {
    /**
     * Makes a join token, kept as a hash. Its text is {@code id.secret.pin}, with the pin of the certificate authority,
     * and is never shown again.
     *
     * @throws io.centossrv.platform.CentossrvException {@code join-token-lifetime-invalid},
     *     {@code join-token-terms-invalid} with the term that is wrong
     */
    JoinToken create(Caller caller, JoinTokenTerms terms);

    /**
     * Makes a token of one use with which the machine of a node gets a new key, or another machine takes its place: the
     * node keeps its id, name and history, and its old key is worthless from then on.
     *
     * @throws io.centossrv.platform.CentossrvException {@code node-not-found}, {@code node-state-unfit} for a node that is
     *     pending, retired or revoked, {@code join-token-lifetime-invalid}
     */
    JoinToken reissue(Caller caller, NodeId node, Duration lifetime);

    /**
     * Takes a token back: no machine enrols with it any more; those that did stay. Again changes nothing.
     *
     * @throws io.centossrv.platform.CentossrvException {@code join-token-not-found}
     */
    IssuedJoinToken revoke(Caller caller, String id);
}
