// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import io.centossrv.inventory.NodeName;
import io.centossrv.inventory.internal.expected.ExpectedHost;
import io.centossrv.inventory.internal.label.Label;
import io.centossrv.persistence.EventDraft;
import io.centossrv.persistence.Transaction;
import io.centossrv.protocol.NodeId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** What hosts get that were expected, once they are nodes. Goes by the name that an operator gave, not by the host's own. */
final class ExpectedHosts {
    static final String COLUMNS = "e.name, e.labels, e.groups, e.source, e.actor, e.since";

    private ExpectedHosts() {}

    /** Gives nodes, which have a name now, what is expected of hosts of that name. */
    static void meet(Transaction transaction, List<NodeId> nodes, String actor, Instant at) throws SQLException {
        List<Met> met = Sql.query(
                transaction,
                row -> new Met(Sql.node(row, "id"), host(row)),
                "select n.id, " + COLUMNS + " from expected_hosts e join nodes n on n.name = e.name"
                        + " where n.id = any (?) and n.standing in ('accepted', 'quarantined') order by e.name for update of e",
                nodes);
        for (Met one : met) {
            String name = one.host().name().value();
            give(transaction, one.node(), one.host().labels(), one.host().groups(), actor, at);
            Sql.update(transaction, "delete from expected_hosts where name = ?", name);
            transaction.emit(new EventDraft(
                    "expected-host.met",
                    one.node().toString(),
                    actor,
                    true,
                    EventData.of("name", name, "source", one.host().source())));
        }
    }

    /** Returns whether anything of the node is other than before. Groups that have gone, or have a target now, are left out. */
    static boolean give(
            Transaction transaction,
            NodeId node,
            List<Label> labels,
            Collection<String> groups,
            String actor,
            Instant at)
            throws SQLException {
        int labelled = PostgresLabelStore.change(transaction, List.of(node), labels, List.of(), actor, at);
        List<String> joined = Sql.query(
                transaction,
                row -> row.getString("name"),
                "insert into group_members (name, node) select name, ? from node_groups"
                        + " where name = any (?) and target is null on conflict do nothing returning name",
                node,
                groups);
        for (String group : joined) {
            transaction.emit(new EventDraft(
                    "group.changed", group, actor, true, EventData.of("name", group, "node", node.toString())));
        }
        return labelled > 0 || !joined.isEmpty();
    }

    static ExpectedHost host(ResultSet row) throws SQLException {
        return new ExpectedHost(
                new NodeName(row.getString("name")),
                Stream.of((String[]) row.getArray("labels").getArray())
                        .map(Label::parse)
                        .toList(),
                List.of((String[]) row.getArray("groups").getArray()),
                row.getString("source"),
                row.getString("actor"),
                Sql.instant(row, "since").orElseThrow());
    }

    private record Met(NodeId node, ExpectedHost host) {}
}
