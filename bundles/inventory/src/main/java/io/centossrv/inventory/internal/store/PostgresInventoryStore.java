// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import io.centossrv.inventory.Node;
import io.centossrv.inventory.NodeName;
import io.centossrv.inventory.Selection;
import io.centossrv.inventory.internal.target.Target;
import io.centossrv.persistence.Database;
import io.centossrv.persistence.Transaction;
import io.centossrv.platform.page.Page;
import io.centossrv.platform.page.PageRequest;
import io.centossrv.protocol.NodeId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads nodes. */
@Component(service = PostgresInventoryStore.class)
public final class PostgresInventoryStore {
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    // Always a row, also where nothing is selected.
    private static final String SELECTED = """
            with truths as materialized (
                select n.id, x.truth from nodes n %1$s
                       cross join lateral (select (%2$s) as truth) x
                 where n.standing = 'accepted')
            select u.unknown, s.*
              from (select count(*) as unknown from truths where truth is null) u
              left join (%3$s join truths t on t.id = n.id where t.truth) s on true
             order by s.name
            """;

    private final Database database;

    @Activate
    public PostgresInventoryStore(@Reference InventoryDatabase inventory) {
        this.database = inventory.database();
    }

    /** Returns nodes of every standing but retired and revoked for which the filter, without groups, is true, by id. */
    public Page<Node> list(PageRequest request, Optional<NodeId> after, Target filter) {
        TargetSql target = TargetSql.of(filter);
        String sql = NodeRow.SELECT + target.joins()
                + " where " + target.condition()
                + " and n.id > ? and n.standing not in ('retired', 'revoked') order by n.id limit ?";
        List<Object> parameters = new ArrayList<>(target.parameters());
        parameters.add(after.map(NodeId::value).orElse(BEFORE_ALL));
        parameters.add(request.limit() + 1);
        List<Node> nodes = database.read(
                transaction -> TargetQuery.run(transaction, () -> nodes(transaction, sql, parameters.toArray())));
        return Page.of(nodes, request, node -> node.id().toString());
    }

    public Optional<Node> find(NodeId id) {
        return database.read(transaction -> find(transaction, id));
    }

    /** Returns the node that has the name now, else the one that had it last before it was revoked or retired. */
    public Optional<Node> find(NodeName name) {
        return one(
                " where n.name = ? order by n.standing in ('accepted', 'quarantined') desc, n.accepted_at desc limit 1",
                name.value());
    }

    public Optional<Node> findByFingerprint(String fingerprint) {
        return one(" where n.fingerprint = ?", fingerprint);
    }

    /**
     * Returns the accepted nodes for which the target, without groups, is true, by name, and how many there are for which
     * it is unknown.
     */
    public Selection select(String text, Target target) {
        TargetSql sql = TargetSql.of(target);
        List<Node> nodes = new ArrayList<>();
        int unknown = database.read(transaction -> TargetQuery.run(transaction, () -> {
            nodes.clear();
            return Sql.query(
                            transaction,
                            row -> {
                                if (row.getString("id") != null) {
                                    nodes.add(NodeRow.node(row));
                                }
                                return row.getInt("unknown");
                            },
                            SELECTED.formatted(sql.joins(), sql.condition(), NodeRow.SELECT),
                            sql.parameters().toArray())
                    .get(0);
        }));
        return new Selection(text, nodes, unknown);
    }

    /** Returns the nodes that had a name and have another now, newest first. */
    public List<Node> formerly(NodeName name) {
        return database.read(transaction -> nodes(transaction, NodeRow.SELECT + """
                 where n.standing in ('accepted', 'quarantined') and n.name <> ?
                   and exists (select from node_names h where h.node = n.id and h.name = ?)
                 order by n.id desc limit 3
                """, name.value(), name.value()));
    }

    static Optional<Node> find(Transaction transaction, NodeId id) throws SQLException {
        return nodes(transaction, NodeRow.SELECT + " where n.id = ?", id).stream()
                .findFirst();
    }

    private Optional<Node> one(String condition, Object parameter) {
        return database.read(transaction -> nodes(transaction, NodeRow.SELECT + condition, parameter).stream()
                .findFirst());
    }

    private static List<Node> nodes(Transaction transaction, String sql, Object... parameters) throws SQLException {
        return Sql.query(transaction, NodeRow::node, sql, parameters);
    }
}
