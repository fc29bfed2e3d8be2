// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import io.centossrv.persistence.Database;
import io.centossrv.persistence.Transaction;
import io.centossrv.protocol.NodeId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads all that the inventory knows of how a node came to be as it is, in one snapshot. */
@Component(service = PostgresExplanationStore.class)
public final class PostgresExplanationStore {
    private final Database database;

    @Activate
    public PostgresExplanationStore(@Reference InventoryDatabase inventory) {
        this.database = inventory.database();
    }

    /**
     * How a node stands.
     *
     * @param reason why, for people; empty where there is none
     * @param clockOffset how far its clock was ahead at its newest link, else at enrolment
     */
    public record Standing(
            String reason,
            Optional<Instant> since,
            Optional<NodeId> replacedBy,
            String machineId,
            String dmiUuid,
            Optional<Duration> clockOffset) {}

    /**
     * Its newest link.
     *
     * @param holder the control plane's process
     * @param downReason why the one before ended; empty where there was none
     */
    public record Link(
            String holder,
            String address,
            Optional<Instant> upAt,
            Optional<Instant> changedAt,
            String downReason,
            String bootId) {}

    /** Another machine that came with its key. */
    public record Clone(String machineId, String dmiUuid, String source, Instant seenAt, long times) {}

    /** A name that it had. */
    public record Name(String name, Instant since, String actor) {}

    /** A node that this one looks like, and by what. */
    public record Likeness(NodeId node, String name, String by) {}

    /** All of it. */
    public record Story(
            Standing standing,
            Optional<Link> link,
            List<Clone> clones,
            List<Name> names,
            int formerKeys,
            List<Likeness> like) {}

    public Optional<Story> find(NodeId id) {
        return database.read(transaction -> {
            Optional<Standing> standing = Sql.query(
                            transaction,
                            PostgresExplanationStore::standing,
                            "select n.standing_reason, n.standing_since, n.replaced_by, n.machine_id, n.dmi_uuid,"
                                    + " coalesce(l.clock_offset_ms, n.clock_offset_ms) as clock_offset_ms"
                                    + " from nodes n left join links l on l.node = n.id where n.id = ?",
                            id)
                    .stream()
                    .findFirst();
            if (standing.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new Story(
                    standing.get(),
                    Sql.query(
                                    transaction,
                                    PostgresExplanationStore::link,
                                    "select holder, address, up_at, changed_at, down_reason, boot_id from links"
                                            + " where node = ?",
                                    id)
                            .stream()
                            .findFirst(),
                    clones(transaction, id),
                    names(transaction, id),
                    Sql.query(transaction, row -> row.getInt(1), "select count(*) from former_keys where node = ?", id)
                            .get(0),
                    like(transaction, id)));
        });
    }

    private static Standing standing(ResultSet row) throws SQLException {
        long offset = row.getLong("clock_offset_ms");
        Optional<Duration> clock = row.wasNull() ? Optional.empty() : Optional.of(Duration.ofMillis(offset));
        return new Standing(
                row.getString("standing_reason"),
                Sql.instant(row, "standing_since"),
                row.getObject("replaced_by") == null ? Optional.empty() : Optional.of(Sql.node(row, "replaced_by")),
                row.getString("machine_id"),
                row.getString("dmi_uuid"),
                clock);
    }

    private static Link link(ResultSet row) throws SQLException {
        return new Link(
                row.getString("holder"),
                row.getString("address"),
                Sql.instant(row, "up_at"),
                Sql.instant(row, "changed_at"),
                row.getString("down_reason"),
                row.getString("boot_id"));
    }

    private static List<Clone> clones(Transaction transaction, NodeId id) throws SQLException {
        return Sql.query(
                transaction,
                row -> new Clone(
                        row.getString("machine_id"),
                        row.getString("dmi_uuid"),
                        row.getString("source"),
                        Sql.instant(row, "seen_at").orElseThrow(),
                        row.getLong("times")),
                "select machine_id, dmi_uuid, source, seen_at, times from node_clones where node = ?"
                        + " order by seen_at desc limit 5",
                id);
    }

    private static List<Name> names(Transaction transaction, NodeId id) throws SQLException {
        return Sql.query(
                transaction,
                row -> new Name(row.getString("name"), Sql.instant(row, "since").orElseThrow(), row.getString("actor")),
                "select name, since, actor from node_names where node = ? order by since desc limit 20",
                id);
    }

    /** A host that was rebuilt has another key; what stayed is its firmware, else its machine-id, else its host name. */
    private static List<Likeness> like(Transaction transaction, NodeId id) throws SQLException {
        return Sql.query(
                transaction,
                row -> new Likeness(Sql.node(row, "id"), row.getString("name"), row.getString("by")),
                """
                select distinct on (id) id, name, by from (
                    select n.id, n.name, 1 as rank, 'the same firmware' as by
                      from nodes p join nodes n on n.dmi_uuid = p.dmi_uuid and n.dmi_uuid <> ''
                     where p.id = ? and p.standing = 'pending' and n.standing in ('accepted', 'quarantined')
                    union all
                    select n.id, n.name, 2, 'the same machine-id'
                      from nodes p join nodes n on n.machine_id = p.machine_id and n.machine_id <> ''
                     where p.id = ? and p.standing = 'pending' and n.standing in ('accepted', 'quarantined')
                    union all
                    select n.id, n.name, 3, 'the same host name'
                      from nodes p join nodes n on lower(n.hostname) = lower(p.hostname)
                     where p.id = ? and p.standing = 'pending' and n.standing in ('accepted', 'quarantined')
                ) found order by id, rank limit 4
                """,
                id,
                id,
                id);
    }
}
