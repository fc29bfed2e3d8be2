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

    private final Database database;

    @Activate
    public PostgresInventoryStore(@Reference InventoryDatabase inventory) {
        this.database = inventory.database();
    }

    /** Returns nodes of every standing but retired and revoked for which the filter is true, by id. */
    public Page<Node> list(PageRequest request, Optional<NodeId> after, Target filter) {
        TargetSql condition = TargetSql.of(filter);
        String sql = NodeRow.SELECT
                + " where n.id > ? and n.standing not in ('retired', 'revoked') and " + condition.text()
                + " order by n.id limit ?";
        List<Object> parameters = new ArrayList<>();
        parameters.add(after.map(NodeId::value).orElse(BEFORE_ALL));
        parameters.addAll(condition.parameters());
        parameters.add(request.limit() + 1);
        List<Node> nodes = database.read(transaction -> nodes(transaction, sql, parameters.toArray()));
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

    /** Returns the node that this key lets in: accepted or quarantined. */
    public Optional<NodeId> acceptedNode(String busKey) {
        return database.read(transaction -> Sql.query(
                        transaction,
                        row -> Sql.node(row, "id"),
                        "select id from nodes where bus_key = ? and standing in ('accepted', 'quarantined')",
                        busKey)
                .stream()
                .findFirst());
    }

    /** Returns the accepted nodes for which the target is true, by name, and how many there are for which it is unknown. */
    public Selection select(String text, Target target) {
        TargetSql condition = TargetSql.of(target);
        Object[] parameters = condition.parameters().toArray();
        return database.read(transaction -> {
            List<Node> nodes = nodes(
                    transaction,
                    NodeRow.SELECT + " where n.standing = 'accepted' and " + condition.text() + " order by n.name",
                    parameters);
            return new Selection(text, nodes, unknown(transaction, condition));
        });
    }

    static Optional<Node> find(Transaction transaction, NodeId id) throws SQLException {
        return nodes(transaction, NodeRow.SELECT + " where n.id = ?", id).stream()
                .findFirst();
    }

    private Optional<Node> one(String condition, Object parameter) {
        return database.read(transaction -> nodes(transaction, NodeRow.SELECT + condition, parameter).stream()
                .findFirst());
    }

    private static int unknown(Transaction transaction, TargetSql condition) throws SQLException {
        return Sql.query(
                        transaction,
                        row -> row.getInt(1),
                        "select count(*) from nodes n where n.standing = 'accepted' and (" + condition.text()
                                + ") is null",
                        condition.parameters().toArray())
                .get(0);
    }

    private static List<Node> nodes(Transaction transaction, String sql, Object... parameters) throws SQLException {
        return Sql.query(transaction, NodeRow::node, sql, parameters);
    }
}
