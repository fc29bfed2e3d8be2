// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import io.centossrv.persistence.Transaction;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorKind;
import java.sql.SQLException;
import java.sql.Statement;

/** Runs what a user has written, within a time of its own. */
final class TargetQuery {
    private static final ErrorCode INVALID = new ErrorCode("target-invalid", ErrorKind.USER);
    private static final ErrorCode TOO_COSTLY = new ErrorCode("target-too-costly", ErrorKind.USER);
    private static final int SECONDS = 5;

    private TargetQuery() {}

    /** A query that may fail. */
    @FunctionalInterface
    interface Query<T> {
        T run() throws SQLException;
    }

    static <T> T run(Transaction transaction, Query<T> query) throws SQLException {
        try (Statement statement = transaction.connection().createStatement()) {
            // The planner does not know what it costs to read the long arrays of a table row by row; each of our ways
            // has an index. Nor does it know, before the statistics are up to date, that there are thousands of nodes:
            // a
            // loop in a loop over them takes a hundred times as long as a hash. A plan for whatever is asked for is as
            // blind.
            statement.execute("set local statement_timeout = '" + SECONDS
                    + "s'; set local enable_seqscan = off; set local enable_nestloop = off;"
                    + " set local plan_cache_mode = force_custom_plan");
            return query.run();
        } catch (SQLException e) {
            if ("57014".equals(e.getSQLState())) {
                throw new CentossrvException(
                        TOO_COSTLY,
                        "The target could not be resolved in " + SECONDS
                                + " s. Ask for less: fewer conditions, a simpler regular expression.",
                        e);
            }
            if ("2201B".equals(e.getSQLState())) {
                throw new CentossrvException(
                        INVALID, "A regular expression in the target is invalid: " + e.getMessage() + ".", e);
            }
            throw e;
        }
    }
}
