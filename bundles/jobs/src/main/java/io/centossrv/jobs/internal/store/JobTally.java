// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.store;

import io.centossrv.jobs.JobId;
import io.centossrv.jobs.NodeJobState;
import io.centossrv.persistence.Transaction;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * What news of nodes change on their job.
 *
 * @param closed nodes that are final now
 * @param failures nodes that count as failed now, less those that no longer do
 * @param recount whether the end of a job is to be counted
 */
record JobTally(int closed, int failures, boolean recount) {
    /** The ends that a rollout's limit counts. */
    static final Set<NodeJobState> FAILURES =
            EnumSet.of(NodeJobState.FAILED, NodeJobState.INTERRUPTED, NodeJobState.UNREACHABLE, NodeJobState.EXPIRED);

    JobTally plus(JobTally other) {
        return new JobTally(closed + other.closed, failures + other.failures, recount || other.recount);
    }

    void write(Transaction transaction, JobId job, Instant now) throws SQLException {
        try (PreparedStatement update = transaction.connection().prepareStatement("""
                UPDATE jobs SET open_nodes = open_nodes - ?, failed_nodes = failed_nodes + ?,
                    started_at = CASE WHEN started_at IS NULL AND EXISTS (SELECT FROM job_nodes n
                        WHERE n.job = id AND (n.delivered_at IS NOT NULL OR n.started_at IS NOT NULL)) THEN ?
                        ELSE started_at END
                WHERE id = ? RETURNING open_nodes""")) {
            update.setInt(1, closed);
            update.setInt(2, failures);
            update.setObject(3, Columns.time(now));
            update.setObject(4, job.value());
            try (ResultSet row = update.executeQuery()) {
                if (row.next() && row.getInt(1) == 0 && recount) {
                    JobEnd.write(transaction, job, now);
                }
            }
        }
    }
}
