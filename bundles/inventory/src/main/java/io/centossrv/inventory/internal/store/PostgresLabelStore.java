// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import io.centossrv.inventory.internal.label.Label;
import io.centossrv.persistence.Database;
import io.centossrv.persistence.EventDraft;
import io.centossrv.persistence.Transaction;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorKind;
import io.centossrv.protocol.NodeId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps what operators say of nodes; each change of a node is an event. */
@Component(service = PostgresLabelStore.class)
public final class PostgresLabelStore {
    private static final ErrorCode TOO_MANY = new ErrorCode("labels-too-many", ErrorKind.CONFLICT);
    private static final int MOST = 200;
    private static final String SET = """
            insert into labels as l (node, kind, name, value, order_key, actor, since)
            select n, k, m, v, o, ?, ?
              from unnest(?::uuid[]) n
                   cross join unnest(?::text[], ?::text[], ?::text[], ?::bytea[]) as s (k, m, v, o)
            on conflict (node, kind, name) do update
               set value = excluded.value, order_key = excluded.order_key, actor = excluded.actor, since = excluded.since
             where l.value <> excluded.value
            returning node
            """;
    private static final String REMOVE = """
            delete from labels where node = any (?) and (kind, name) in (select * from unnest(?::text[], ?::text[]))
            returning node
            """;

    private final Database database;

    @Activate
    public PostgresLabelStore(@Reference InventoryDatabase inventory) {
        this.database = inventory.database();
    }

    /** Returns what is said of a node: tags, metadata, roles, the site. */
    public List<Label> of(NodeId node) {
        return database
                .read(transaction -> Sql.query(
                        transaction,
                        row -> new Label(
                                Label.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                                row.getString("name"),
                                row.getString("value")),
                        "select kind, name, value from labels where node = ?",
                        node))
                .stream()
                .sorted()
                .toList();
    }

    /** Removes, then sets; returns how many nodes were changed by it. */
    public int change(List<NodeId> nodes, List<Label> set, List<Label> removed, String actor, Instant at) {
        return database.inTransaction(transaction -> change(transaction, nodes, set, removed, actor, at));
    }

    static int change(
            Transaction transaction, List<NodeId> nodes, List<Label> set, List<Label> removed, String actor, Instant at)
            throws SQLException {
        Set<NodeId> changed = new LinkedHashSet<>();
        if (!removed.isEmpty()) {
            changed.addAll(Sql.query(
                    transaction, row -> Sql.node(row, "node"), REMOVE, ids(nodes), kinds(removed), names(removed)));
        }
        if (!set.isEmpty()) {
            changed.addAll(Sql.query(
                    transaction,
                    row -> Sql.node(row, "node"),
                    SET,
                    actor,
                    at,
                    ids(nodes),
                    kinds(set),
                    names(set),
                    set.stream().map(Label::value).toArray(String[]::new),
                    set.stream()
                            .map(label -> OrderKey.of(label.value()).orElse(null))
                            .toArray(byte[][]::new)));
            refuseTooMany(transaction, nodes);
        }
        String data = EventData.of("set", joined(set), "removed", joined(removed));
        for (NodeId node : changed) {
            transaction.emit(new EventDraft("node.tagged", node.toString(), actor, true, data));
        }
        return changed.size();
    }

    private static void refuseTooMany(Transaction transaction, List<NodeId> nodes) throws SQLException {
        List<NodeId> full = Sql.query(
                transaction,
                row -> Sql.node(row, "node"),
                "select node from labels where node = any (?) group by node having count(*) > ? limit 1",
                ids(nodes),
                MOST);
        if (!full.isEmpty()) {
            throw new CentossrvException(
                    TOO_MANY,
                    "The node " + full.get(0) + " would have more than " + MOST
                            + " tags, metadata and roles. Remove some first.");
        }
    }

    private static Object[] ids(List<NodeId> nodes) {
        return nodes.stream().map(NodeId::value).toArray(java.util.UUID[]::new);
    }

    private static String[] kinds(List<Label> labels) {
        return labels.stream().map(label -> label.kind().word()).toArray(String[]::new);
    }

    private static String[] names(List<Label> labels) {
        return labels.stream().map(Label::name).toArray(String[]::new);
    }

    private static String joined(List<Label> labels) {
        return labels.stream().map(Label::toString).collect(Collectors.joining(" "));
    }
}
