// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import io.centossrv.persistence.Transaction;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorKind;
import io.centossrv.protocol.NodeId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * Nodes that had one place after another. What a place was at a time is what the node said that had it then; one that has
 * not said anything yet leaves the last word to the one before.
 */
final class Succession {
    private static final ErrorCode NOT_KEPT = new ErrorCode("history-not-kept", ErrorKind.NOT_FOUND);

    /** Of a node ($1) all that had its place, and since when which speaks for it; {@code holders (node, section, since)}. */
    static final String HOLDERS = """
            with recursive place (node, until) as (
                select ?::uuid, timestamptz 'infinity'
                union all
                select n.id, n.ended_at from nodes n join place p on n.replaced_by = p.node where n.ended_at < p.until),
            spans as (
                select node, coalesce(lead(until) over (order by until desc), '-infinity') as since from place),
            holders as (
                select h.node, h.section, greatest(h.since, s.since) as since
                  from spans s join histories h on h.node = s.node)
            """;

    private Succession() {}

    /**
     * Returns the node whose reports tell what a section of a node was at a time.
     *
     * @throws CentossrvException {@code history-not-kept} where that is before what is kept
     */
    static NodeId holder(Transaction transaction, NodeId node, String section, Instant at) throws SQLException {
        List<Holder> holders = Sql.query(
                transaction,
                Succession::holder,
                HOLDERS + "select node, since from holders where section = ? order by since desc",
                node,
                section);
        return holders.stream()
                .filter(holder -> !holder.since().isAfter(at))
                .findFirst()
                .orElseThrow(() -> new CentossrvException(
                        NOT_KEPT,
                        "What the " + section + " of node " + node + " were at " + at + " is not known"
                                + (holders.isEmpty()
                                        ? "."
                                        : "; the history begins at "
                                                + holders.get(holders.size() - 1)
                                                        .since() + ".")))
                .node();
    }

    private record Holder(NodeId node, Instant since) {}

    private static Holder holder(ResultSet row) throws SQLException {
        return new Holder(Sql.node(row, "node"), Sql.instant(row, "since").orElseThrow());
    }
}
