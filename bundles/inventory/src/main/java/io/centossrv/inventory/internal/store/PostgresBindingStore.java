// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import io.centossrv.persistence.Database;
import io.centossrv.persistence.EventDraft;
import io.centossrv.protocol.NodeId;
import io.centossrv.transport.AgentHello;
import java.time.Instant;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps whose key it is and to which machine it belongs, and of machines that had another's key. */
@Component(service = PostgresBindingStore.class)
public final class PostgresBindingStore {
    private static final String ACTOR = "inventory";

    private final Database database;

    @Activate
    public PostgresBindingStore(@Reference InventoryDatabase inventory) {
        this.database = inventory.database();
    }

    /**
     * A key that lets in.
     *
     * @param node whose it is
     * @param machineId of its machine, empty where that is not known
     * @param dmiUuid of its machine, empty where that is not known
     */
    public record Binding(NodeId node, String machineId, String dmiUuid) {}

    /** Returns the node that this key lets in: accepted or quarantined. */
    public Optional<Binding> accepted(String busKey) {
        return database.read(transaction -> Sql.query(
                        transaction,
                        row -> new Binding(Sql.node(row, "id"), row.getString("machine_id"), row.getString("dmi_uuid")),
                        "select id, machine_id, dmi_uuid from nodes"
                                + " where bus_key = ? and standing in ('accepted', 'quarantined')",
                        busKey)
                .stream()
                .findFirst());
    }

    /** Audits that another machine came with a node's key, and keeps the node from work until an operator has decided. */
    public void cloned(NodeId node, AgentHello hello, String how, long times, Instant at) {
        database.inTransaction(transaction -> {
            Sql.update(transaction, """
                    insert into node_clones as c (node, machine_id, dmi_uuid, source, found_at, seen_at, times)
                    values (?, ?, ?, ?, ?, ?, ?)
                        on conflict (node, machine_id, dmi_uuid) do update
                       set seen_at = excluded.seen_at, source = excluded.source, times = c.times + excluded.times
                    """, node, hello.machineId(), hello.dmiUuid(), hello.address(), at, at, times);
            int kept = Sql.update(
                    transaction,
                    "update nodes set standing = 'quarantined', standing_since = ?, standing_reason = ?"
                            + " where id = ? and standing = 'accepted'",
                    at,
                    how,
                    node);
            String data = EventData.of(
                    "reason",
                    how,
                    "source",
                    hello.address(),
                    "machineId",
                    hello.machineId(),
                    "dmiUuid",
                    hello.dmiUuid(),
                    "count",
                    Long.toString(times));
            transaction.emit(new EventDraft("node.cloned", node.toString(), ACTOR, true, data));
            if (kept == 1) {
                transaction.emit(new EventDraft("node.quarantined", node.toString(), ACTOR, true, data));
            }
            return kept;
        });
    }
}
