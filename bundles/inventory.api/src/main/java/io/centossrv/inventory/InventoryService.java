// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory;

import io.centossrv.platform.page.Page;
import io.centossrv.platform.page.PageRequest;
import io.centossrv.protocol.NodeId;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Reads nodes and their facts. Thread-safe; blocks on the database. */
@ProviderType
public interface InventoryService {
    /** Returns nodes of every state but retired and revoked, by id. */
    Page<Node> list(PageRequest request);

    /** Returns the node of this id. */
    Optional<Node> find(NodeId id);

    /**
     * Returns the node that a person means: a name, an id, or a fingerprint.
     *
     * @throws io.centossrv.platform.CentossrvException {@code node-not-found}
     */
    Node named(String nameOrId);

    /** Returns the newest facts of a node; empty before its first report. */
    Optional<Facts> facts(NodeId id);

    /**
     * Resolves a target: names, globs ({@code web*}), {@code and}, {@code or}, {@code not}, parentheses, and
     * {@code all}, which is {@code *}.
     *
     * @throws io.centossrv.platform.CentossrvException {@code target-invalid} with line and column, or
     *     {@code target-empty} where it selects no node: never an empty selection
     */
    Selection resolve(String target);
}
