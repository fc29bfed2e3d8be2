// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.store;

import io.centossrv.persistence.Database;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/** Drops what is no longer kept, in batches, each in a transaction of its own. Thread-safe. */
public final class PostgresRetention {
    /** Long enough to see that nobody needs the plans of a job that ended. */
    private static final Duration PLANS_KEPT = Duration.ofHours(1);

    /** A stopped job can be resumed for a day. */
    private static final String ENDED =
            "j.ended_at + CASE WHEN j.stopped_at IS NULL THEN interval '0' ELSE interval '23 hours' END";

    private static final int BATCH = 200;

    private final Database database;

    public PostgresRetention(JobsDatabase jobs) {
        database = jobs.database();
    }

    /**
     * Drops jobs that ended before the time kept, the oldest of those over the number kept, the plans of jobs that ended,
     * and keys that are a day old.
     *
     * @return how many rows of jobs, plans and keys went
     */
    public int sweep(Instant now, Duration kept, int most) {
        Instant oldPlans = now.minus(PLANS_KEPT);
        return batches(
                        "DELETE FROM idempotency_keys WHERE (actor, key) IN"
                                + " (SELECT actor, key FROM idempotency_keys WHERE kept_until <= ? LIMIT ?)",
                        now)
                + batches(
                        "DELETE FROM plan_files WHERE (job, sha256) IN (SELECT f.job, f.sha256 FROM plan_files f"
                                + " JOIN jobs j ON j.id = f.job WHERE " + ENDED + " <= ? LIMIT ?)",
                        oldPlans)
                + batches(
                        "DELETE FROM plans WHERE (job, digest) IN (SELECT p.job, p.digest FROM plans p"
                                + " JOIN jobs j ON j.id = p.job WHERE " + ENDED + " <= ? LIMIT ?)",
                        oldPlans)
                + batches(
                        "DELETE FROM jobs WHERE id IN (SELECT id FROM jobs WHERE ended_at <= ? LIMIT ?)",
                        now.minus(kept))
                + overflow(most);
    }

    private int batches(String sql, Instant until) {
        int all = 0;
        int last;
        do {
            last = database.inTransaction(tx -> {
                try (PreparedStatement delete = tx.connection().prepareStatement(sql)) {
                    delete.setObject(1, Columns.time(until));
                    delete.setInt(2, BATCH);
                    return delete.executeUpdate();
                }
            });
            all += last;
        } while (last == BATCH);
        return all;
    }

    private int overflow(int most) {
        int all = 0;
        int last;
        do {
            last = database.inTransaction(tx -> dropOldest(tx.connection().prepareStatement("""
                    DELETE FROM jobs WHERE id IN (
                        SELECT id FROM jobs WHERE ended_at IS NOT NULL ORDER BY ended_at
                        LIMIT least(?, greatest(0, (SELECT count(*) FROM jobs WHERE ended_at IS NOT NULL) - ?)))"""), most));
            all += last;
        } while (last == BATCH);
        return all;
    }

    private static int dropOldest(PreparedStatement delete, int most) throws SQLException {
        try (delete) {
            delete.setInt(1, BATCH);
            delete.setInt(2, most);
            return delete.executeUpdate();
        }
    }
}
