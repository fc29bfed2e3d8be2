// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import io.centossrv.inventory.Node;
import io.centossrv.inventory.NodeName;
import io.centossrv.inventory.NodeState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** How a node is read from its row. */
final class NodeRow {
    /**
     * The columns and tables of {@link #node}; a condition over {@code n} and {@code l} follows. While no control plane
     * looked, no lease was renewed: then none is judged until one has.
     */
    static final String SELECT = """
            select n.id, n.name, n.standing, n.hostname, n.fingerprint, n.machine_id, n.team, n.enrolled_at,
                   n.accepted_at, l.seen_at, l.agent_version,
                   coalesce(l.online and (l.lease_until > now() or exists (
                       select from watch w where w.watched_until < now() - interval '15 seconds')), false) as online
              from nodes n left join links l on l.node = n.id
            """;

    private NodeRow() {}

    static Node node(ResultSet row) throws SQLException {
        return new Node(
                Sql.node(row, "id"),
                Optional.ofNullable(row.getString("name")).map(NodeName::new),
                state(row.getString("standing"), row.getBoolean("online")),
                row.getString("hostname"),
                row.getString("fingerprint"),
                row.getString("machine_id"),
                row.getString("team"),
                Sql.instant(row, "enrolled_at").orElseThrow(),
                Sql.instant(row, "accepted_at"),
                Sql.instant(row, "seen_at"),
                Optional.ofNullable(row.getString("agent_version")));
    }

    static NodeState state(String standing, boolean online) {
        return switch (standing) {
            case "pending" -> NodeState.PENDING;
            case "accepted" -> online ? NodeState.ONLINE : NodeState.OFFLINE;
            case "quarantined" -> NodeState.QUARANTINED;
            case "retired" -> NodeState.RETIRED;
            case "revoked" -> NodeState.REVOKED;
            default -> throw new IllegalStateException("a node's standing is not known: " + standing);
        };
    }
}
