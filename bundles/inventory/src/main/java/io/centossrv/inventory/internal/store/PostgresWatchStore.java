// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import io.centossrv.persistence.Database;
import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Keeps when no control plane looked after the nodes: none ran, or the database was away. What a node did then is not known,
 * so no node may be judged by it. By the database's clock.
 */
@Component(service = PostgresWatchStore.class)
public final class PostgresWatchStore {
    private static final Duration KEPT = Duration.ofDays(400);

    private final Database database;

    @Activate
    public PostgresWatchStore(@Reference InventoryDatabase inventory) {
        this.database = inventory.database();
    }

    /**
     * Says that a control plane looks now. Where none did for longer than {@code blind}, that is kept, and the nodes that
     * were online then get another lease's time to show that they are.
     *
     * @return how long nobody looked; zero where that was not long
     */
    public Duration look(Duration blind, Duration lease) {
        return database.inTransaction(transaction -> {
            Sql.update(transaction, "insert into watch (watched_until) values (now()) on conflict do nothing");
            long gap = Sql.query(
                            transaction,
                            row -> row.getLong("gap"),
                            "select (extract(epoch from now() - watched_until) * 1000)::bigint as gap from watch for update")
                    .get(0);
            boolean blindSpell = gap > blind.toMillis();
            if (blindSpell) {
                Sql.update(
                        transaction,
                        "insert into blind_spells (began_at, ended_at) select watched_until, now() from watch"
                                + " on conflict do nothing");
                Sql.update(
                        transaction,
                        "delete from blind_spells where ended_at < now() - make_interval(secs => ?)",
                        (double) KEPT.toSeconds());
                Sql.update(
                        transaction,
                        "update links set lease_until = now() + make_interval(secs => ?) where online",
                        lease.toMillis() / 1000.0);
            }
            Sql.update(transaction, "update watch set watched_until = now() where watched_until < now()");
            return blindSpell ? Duration.ofMillis(gap) : Duration.ZERO;
        });
    }
}
