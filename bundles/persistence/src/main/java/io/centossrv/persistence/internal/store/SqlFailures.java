// SPDX-License-Identifier: Apache-2.0
package io.centossrv.persistence.internal.store;

import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorKind;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/** What a failure of SQL means to a caller, by its SQLSTATE (PostgreSQL manual, appendix A). */
public final class SqlFailures {
    /** The database is gone, or no connection was free. */
    public static final ErrorCode UNAVAILABLE = new ErrorCode("database-unavailable", ErrorKind.UNAVAILABLE);

    /** A statement took longer than it may. */
    public static final ErrorCode TIMED_OUT = new ErrorCode("database-timeout", ErrorKind.UNAVAILABLE);

    /** A statement was refused: a fault of ours. */
    public static final ErrorCode FAILED = new ErrorCode("database-error", ErrorKind.INTERNAL);

    /** A migration could not be applied, or was edited after it was. */
    public static final ErrorCode MIGRATION_FAILED = new ErrorCode("migration-failed", ErrorKind.INTERNAL);

    private static final Set<String> TRY_AGAIN = Set.of("40001", "40P01");
    // Shutdown, crash, starting up, database dropped, too many connections, a login that is gone or not there yet.
    private static final Set<String> GONE = Set.of("57P01", "57P02", "57P03", "57P04", "57P05", "53300");
    private static final Set<String> TOO_SLOW = Set.of("57014", "55P03", "25P03", "25P04");

    private SqlFailures() {}

    /** Tells whether the same work may succeed when it is run again: a failure to serialize, or a deadlock. */
    static boolean worthAnotherTry(SQLException failure) {
        return TRY_AGAIN.contains(state(failure));
    }

    /** Tells whether the database, and not the statement, is why it failed. */
    public static boolean unavailable(SQLException failure) {
        return failure instanceof SQLTransientConnectionException
                || state(failure).startsWith("08")
                || GONE.contains(state(failure));
    }

    /**
     * Returns the error that a caller sees.
     *
     * @param where such as {@code schema=inventory}
     */
    static CentossrvException translate(SQLException failure, String where) {
        if (unavailable(failure)) {
            return new CentossrvException(
                    UNAVAILABLE, "The database does not answer. " + where + ". Try again in a moment.", failure);
        }
        if (TOO_SLOW.contains(state(failure))) {
            return new CentossrvException(
                    TIMED_OUT, "The database took too long. " + where + " sqlState=" + state(failure) + ".", failure);
        }
        return new CentossrvException(
                FAILED, "The database refused a statement. " + where + " sqlState=" + state(failure) + ".", failure);
    }

    private static String state(SQLException failure) {
        return failure.getSQLState() == null ? "" : failure.getSQLState();
    }
}
