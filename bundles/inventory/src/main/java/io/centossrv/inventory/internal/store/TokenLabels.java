// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import io.centossrv.inventory.internal.label.Label;
import io.centossrv.persistence.Transaction;
import io.centossrv.protocol.NodeId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The site and the tags that a node's join token gives it, and those that move with a node's place. */
final class TokenLabels {
    private TokenLabels() {}

    /** Gives nodes, which are accepted now, what their tokens say; those of the same say together. */
    static void give(Transaction transaction, List<NodeId> nodes, String actor, Instant at) throws SQLException {
        Map<List<Label>, List<NodeId>> byLabels = new LinkedHashMap<>();
        for (Granted granted : Sql.query(
                transaction,
                TokenLabels::granted,
                "select id, token_site, token_tags from nodes where id = any (?)"
                        + " and (token_site is not null or token_tags <> '{}') order by id",
                nodes)) {
            byLabels.computeIfAbsent(granted.labels(), labels -> new ArrayList<>())
                    .add(granted.node());
        }
        for (Map.Entry<List<Label>, List<NodeId>> same : byLabels.entrySet()) {
            PostgresLabelStore.change(transaction, same.getValue(), same.getKey(), List.of(), actor, at);
        }
    }

    /** Moves what is said of one node, and the groups that it is in, to another. */
    static void move(Transaction transaction, NodeId from, NodeId to) throws SQLException {
        Sql.update(transaction, """
                insert into labels (node, kind, name, value, order_key, actor, since)
                select ?, kind, name, value, order_key, actor, since from labels where node = ?
                    on conflict (node, kind, name) do update
                   set value = excluded.value, order_key = excluded.order_key, actor = excluded.actor,
                       since = excluded.since
                """, to, from);
        Sql.update(
                transaction,
                "insert into group_members (name, node) select name, ? from group_members where node = ?"
                        + " on conflict do nothing",
                to,
                from);
        Sql.update(transaction, "delete from labels where node = ?", from);
        Sql.update(transaction, "delete from group_members where node = ?", from);
    }

    private record Granted(NodeId node, List<Label> labels) {}

    private static Granted granted(ResultSet row) throws SQLException {
        List<Label> labels = new ArrayList<>();
        Optional.ofNullable(row.getString("token_site"))
                .ifPresent(site -> labels.add(new Label(Label.Kind.SITE, "", site)));
        Sql.tags(row, "token_tags").forEach((name, value) -> labels.add(new Label(Label.Kind.TAG, name, value)));
        return new Granted(Sql.node(row, "id"), labels);
    }
}
