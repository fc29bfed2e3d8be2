// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory;

import io.centossrv.platform.security.Caller;
import io.centossrv.protocol.NodeId;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Leads nodes from enrolment to their end. Each change is one transaction and audited; one that is made already is made
 * again without effect. Thread-safe; blocks on the database. Each method throws {@code node-not-found}, and
 * {@code node-state-unfit} where the node's state does not allow it.
 */
@ProviderType
public interface NodeAdminService {
    /**
     * Accepts many pending nodes. All is looked at before anything is changed.
     *
     * @param partial whether those that can be accepted are, although others can't; else nothing is changed then
     * @return what became of each, in the order given
     * @throws io.centossrv.platform.CentossrvException {@code acceptance-invalid} with each line that can't be done, unless
     *     partial
     */
    List<AcceptanceOutcome> acceptAll(Caller caller, List<Acceptance> acceptances, boolean partial);

    /** Turns a pending node away: its key is worthless from then on. */
    Node reject(Caller caller, NodeId id);

    /**
     * Gives an accepted node another name. The ones before stay known.
     *
     * @throws io.centossrv.platform.CentossrvException {@code node-name-taken}, {@code node-name-invalid}
     */
    Node rename(Caller caller, NodeId id, NodeName name);

    /** Ends a node in good order: its link is cut, its key worthless, its history kept. */
    Node retire(Caller caller, NodeId id);

    /**
     * Keeps an accepted node from all work. It stays linked and reports.
     *
     * @param reason for people
     */
    Node quarantine(Caller caller, NodeId id, String reason);

    /** Lets a node that is quarantined work again. */
    Node release(Caller caller, NodeId id);

    /**
     * Puts one node into another's place: name, tags, groups and the history of names move, the old one is revoked.
     *
     * @param old accepted or quarantined
     * @param fresh pending or accepted
     * @return the node that took the place
     */
    Node replace(Caller caller, NodeId old, NodeId fresh);
}
