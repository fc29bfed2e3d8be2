// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import io.centossrv.persistence.Database;
import io.centossrv.persistence.EventDraft;
import io.centossrv.persistence.Transaction;
import io.centossrv.protocol.NodeId;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Finds nodes that gave no sign for long, while somebody looked. By the database's clock. */
@Component(service = PostgresUnseenStore.class)
public final class PostgresUnseenStore {
    private final Database database;

    @Activate
    public PostgresUnseenStore(@Reference InventoryDatabase inventory) {
        this.database = inventory.database();
    }

    /**
     * What there is.
     *
     * @param nodes without a sign for the time, at most {@code most + 1} of them
     * @param accepted how many nodes there are that are expected to give signs
     */
    public record Unseen(List<NodeId> nodes, int accepted) {}

    /**
     * Returns nodes that have no link and gave no sign for this time, since they were accepted or stand as they do. Time in
     * which no control plane looked does not count.
     *
     * @param quarantined whether those that are quarantined count too
     */
    public Unseen find(Duration time, boolean quarantined, int most) {
        return database.read(transaction -> {
            List<String> standings = quarantined ? List.of("accepted", "quarantined") : List.of("accepted");
            List<NodeId> nodes = Sql.query(
                    transaction, row -> Sql.node(row, "id"), """
                    select id from (
                        select n.id, greatest(coalesce(l.seen_at, n.accepted_at), n.accepted_at, n.standing_since) as seen
                          from nodes n join links l on l.node = n.id
                         where n.standing = any (?) and not l.online
                    ) unseen
                     where now() - seen - coalesce(
                               (select sum(b.ended_at - greatest(b.began_at, seen))
                                  from blind_spells b where b.ended_at > seen), interval '0') > make_interval(secs => ?)
                     order by id limit ?
                    """, standings, (double) time.toSeconds(), most + 1);
            return new Unseen(nodes, accepted(transaction, standings));
        });
    }

    /** Says that the rule would have hit so many nodes that it was not followed. */
    public void held(int found, int accepted) {
        database.inTransaction(transaction -> {
            transaction.emit(new EventDraft(
                    "decommission.held",
                    "decommission",
                    "rule:decommission",
                    true,
                    EventData.of("found", Integer.toString(found), "accepted", Integer.toString(accepted))));
            return found;
        });
    }

    private static int accepted(Transaction transaction, List<String> standings) throws SQLException {
        return Sql.query(
                        transaction,
                        row -> row.getInt(1),
                        "select count(*) from nodes where standing = any (?)",
                        standings)
                .get(0);
    }
}
