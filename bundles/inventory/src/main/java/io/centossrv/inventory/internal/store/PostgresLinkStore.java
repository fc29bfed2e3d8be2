// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
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
        up(List.of(new LinkUp(node, at, hello)), lease);
    }

    /** Begins the leases of these links, of each node one, in one statement: thousands may come at once. */
    public void up(List<LinkUp> links, Duration lease) {
        // In one order everywhere, so that two control planes can't wait for each other's rows.
        List<LinkUp> ordered =
                links.stream().sorted(Comparator.comparing(LinkUp::node)).toList();
        database.inTransaction(transaction -> {
            List<NodeId> came = returned(
                    transaction,
                    """
                    with b as (
                        select * from unnest(?, ?, ?, ?, ?, ?, ?, ?)
                            as b (node, at, agent_version, address, boot_id, machine_id, dmi_uuid, clock_offset_ms)),
                    was as (
                        select l.node, l.online from links l
                         where l.node in (select node from b) order by l.node for update),
                    came as (
                        update links l
                           set online = true, holder = ?, up_at = b.at, changed_at = b.at, seen_at = b.at,
                               agent_version = b.agent_version, address = b.address, boot_id = b.boot_id,
                               machine_id = b.machine_id, dmi_uuid = b.dmi_uuid, clock_offset_ms = b.clock_offset_ms,
                               lease_until = now() + make_interval(secs => ?)
                          from b join was on was.node = b.node join nodes n on n.id = b.node
                         where l.node = b.node and n.standing in ('accepted', 'quarantined')
                        returning l.node, was.online as was_online)
                    select node from came where not was_online
                    """,
                    column(ordered, LinkUp::node),
                    column(ordered, LinkUp::at),
                    column(ordered, up -> up.hello().agentVersion()),
                    column(ordered, up -> up.hello().address()),
                    column(ordered, up -> up.hello().bootId()),
                    column(ordered, up -> up.hello().machineId()),
                    column(ordered, up -> up.hello().dmiUuid()),
                    column(ordered, LinkUp::clockOffsetMillis),
                    holder,
                    seconds(lease));
            learn(transaction, ordered);
            Set<NodeId> news = Set.copyOf(came);
            ordered.stream()
                    .filter(up -> news.contains(up.node()))
                    .forEach(up -> tell(
                            transaction,
                            "node.online",
                            up.node(),
                            "agentVersion",
                            up.hello().agentVersion()));
            return came;
        });
    }

    private static <T> List<T> column(List<LinkUp> links, Function<LinkUp, T> value) {
        return links.stream().map(value).toList();
    }

    /** Keeps what was not known of the keys' machines; what is known is never changed by what an agent says. */
    private static void learn(Transaction transaction, List<LinkUp> links) throws SQLException {
        List<LinkUp> telling = links.stream()
                .filter(up -> !up.hello().machineId().isEmpty()
                        || !up.hello().dmiUuid().isEmpty())
                .toList();
        if (telling.isEmpty()) {
            return;
        }
        Sql.update(
                transaction,
                """
                update nodes n
                   set machine_id = case when n.machine_id = '' then b.machine_id else n.machine_id end,
                       dmi_uuid = case when n.dmi_uuid = '' then b.dmi_uuid else n.dmi_uuid end
                  from unnest(?, ?, ?) as b (node, machine_id, dmi_uuid)
                 where n.id = b.node
                   and ((n.machine_id = '' and b.machine_id <> '') or (n.dmi_uuid = '' and b.dmi_uuid <> ''))
                """,
                column(telling, LinkUp::node),
                column(telling, up -> up.hello().machineId()),
                column(telling, up -> up.hello().dmiUuid()));
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
