// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import io.centossrv.inventory.internal.ClockOffset;
import io.centossrv.persistence.Database;
import io.centossrv.persistence.EventDraft;
import io.centossrv.persistence.Transaction;
import io.centossrv.protocol.NodeId;
import io.centossrv.transport.AgentHello;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Keeps which nodes are online: a lease that each heartbeat renews, by the database's clock, as several control planes
 * share it. A change from offline to online, or back, is told as an event, once.
 */
@Component(service = PostgresLinkStore.class)
public final class PostgresLinkStore {
    private static final String ACTOR = "inventory";

    private final Database database;
    // The same for each version of this bundle in one process: they are told of the same links.
    private final String holder = ManagementFactory.getRuntimeMXBean().getName();

    @Activate
    public PostgresLinkStore(@Reference InventoryDatabase inventory) {
        this.database = inventory.database();
    }

    public void up(NodeId node, Instant at, AgentHello hello, Duration lease) {
        long offset = ClockOffset.between(at, hello.sentAt()).toMillis();
        database.inTransaction(transaction -> {
            boolean was = isOnline(transaction, node);
            int changed = Sql.update(
                    transaction,
                    """
                    update links
                       set online = true, holder = ?, up_at = ?, changed_at = ?, seen_at = ?, agent_version = ?,
                           address = ?, boot_id = ?, machine_id = ?, dmi_uuid = ?, clock_offset_ms = ?,
                           lease_until = now() + make_interval(secs => ?)
                     where node = ?
                       and exists (select from nodes n
                                    where n.id = links.node and n.standing in ('accepted', 'quarantined'))
                    """,
                    holder,
                    at,
                    at,
                    at,
                    hello.agentVersion(),
                    hello.address(),
                    hello.bootId(),
                    hello.machineId(),
                    hello.dmiUuid(),
                    offset,
                    seconds(lease),
                    node);
            learn(transaction, node, hello);
            if (changed == 1 && !was) {
                tell(transaction, "node.online", node, "agentVersion", hello.agentVersion());
            }
            return changed;
        });
    }

    /** Keeps what was not known of the key's machine; what is known is never changed by what an agent says. */
    private static void learn(Transaction transaction, NodeId node, AgentHello hello) throws SQLException {
        if (hello.machineId().isEmpty() && hello.dmiUuid().isEmpty()) {
            return;
        }
        Sql.update(transaction, """
                update nodes
                   set machine_id = case when machine_id = '' then ? else machine_id end,
                       dmi_uuid = case when dmi_uuid = '' then ? else dmi_uuid end
                 where id = ? and ((machine_id = '' and ? <> '') or (dmi_uuid = '' and ? <> ''))
                """, hello.machineId(), hello.dmiUuid(), node, hello.machineId(), hello.dmiUuid());
    }

    /** Ends the lease of a link that this control plane has held since before this time. */
    public void down(NodeId node, Instant at, String reason) {
        database.inTransaction(transaction -> {
            int changed = Sql.update(
                    transaction,
                    "update links set online = false, changed_at = ?, down_reason = ?"
                            + " where node = ? and online and holder = ? and up_at <= ?",
                    at,
                    reason,
                    node,
                    holder,
                    at);
            if (changed == 1) {
                tell(transaction, "node.offline", node, "reason", reason);
            }
            return changed;
        });
    }

    /** Renews the leases of these nodes; one that was offline since before its heartbeat is online again. */
    public void renew(Map<NodeId, Instant> heartbeats, Duration lease) {
        if (heartbeats.isEmpty()) {
            return;
        }
        // In one order everywhere, so that two control planes can't wait for each other's rows.
        Map<NodeId, Instant> ordered = new TreeMap<>(heartbeats);
        database.inTransaction(transaction -> {
            int renewed = Sql.update(transaction, """
                    update links l
                       set seen_at = greatest(l.seen_at, b.at), holder = ?,
                           lease_until = now() + make_interval(secs => ?)
                      from unnest(?, ?) as b (node, at)
                     where l.node = b.node and l.online
                    """, holder, seconds(lease), ordered.keySet(), ordered.values());
            if (renewed < ordered.size()) {
                for (NodeId node :
                        returned(transaction, """
                        update links l
                           set online = true, up_at = b.at, changed_at = b.at, seen_at = b.at, holder = ?,
                               lease_until = now() + make_interval(secs => ?)
                          from unnest(?, ?) as b (node, at), nodes n
                         where l.node = b.node and not l.online and b.at > l.changed_at
                           and n.id = l.node and n.standing in ('accepted', 'quarantined')
                        returning l.node
                        """, holder, seconds(lease), ordered.keySet(), ordered.values())) {
                    tell(transaction, "node.online", node, "reason", "heartbeat");
                }
            }
            return renewed;
        });
    }

    /** Marks nodes offline whose lease ended, whoever held it; returns how many. */
    public int expire(Instant at) {
        return database.inTransaction(transaction -> {
            List<NodeId> expired = returned(
                    transaction,
                    "update links set online = false, changed_at = ?, down_reason = 'three heartbeats missed'"
                            + " where online and lease_until < now()"
                            + " returning node",
                    at);
            for (NodeId node : expired) {
                tell(transaction, "node.offline", node, "reason", "three heartbeats missed");
            }
            return expired.size();
        });
    }

    /** Returns those of these nodes that may have no link. */
    public List<NodeId> unwelcome(Collection<NodeId> linked) {
        if (linked.isEmpty()) {
            return List.of();
        }
        return database.read(transaction -> returned(transaction, """
                select u.node from unnest(?) as u (node)
                 where not exists (select from nodes n
                                    where n.id = u.node and n.standing in ('accepted', 'quarantined'))
                    or exists (select from former_keys f, links l
                                where f.node = u.node and l.node = u.node and l.online and l.up_at < f.ended_at)
                """, linked));
    }

    /** Audits that a peer was refused, and how often since that was last told. */
    public void denied(String source, String fingerprint, String reason, long count) {
        database.inTransaction(transaction -> {
            transaction.emit(new EventDraft(
                    "link.denied",
                    source,
                    "bus",
                    true,
                    EventData.of("fingerprint", fingerprint, "reason", reason, "count", Long.toString(count))));
            return source;
        });
    }

    private static boolean isOnline(Transaction transaction, NodeId node) throws SQLException {
        return !returned(transaction, "select node from links where node = ? and online for update", node)
                .isEmpty();
    }

    private static void tell(Transaction transaction, String topic, NodeId node, String name, String text) {
        transaction.emit(new EventDraft(topic, node.toString(), ACTOR, false, EventData.of(name, text)));
    }

    private static List<NodeId> returned(Transaction transaction, String sql, Object... parameters)
            throws SQLException {
        return Sql.query(transaction, row -> Sql.node(row, "node"), sql, parameters);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
