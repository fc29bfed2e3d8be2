// SPDX-License-Identifier: Apache-2.0
package io.centossrv.persistence;

import org.osgi.annotation.versioning.ProviderType;

/**
 * One domain's schema. Statements run as the role {@code run}, with {@code search_path} set to the schema. Thread-safe; a
 * call takes a connection of the pool and blocks, at most 5 s, where none is free.
 */
@ProviderType
public interface Database {
    /**
     * Runs work in a transaction: committed when the work returns, rolled back when it throws. A failure to serialize or
     * a deadlock runs the work again, up to three times, so it must not act outside of the database.
     *
     * @throws io.centossrv.platform.CentossrvException as the work throws it; {@code database-unavailable} where the
     *     database is gone or no connection was free
     */
    <T> T inTransaction(Work<T> work);

    /** Runs work in a read-only transaction on one snapshot. */
    <T> T read(Work<T> work);

    /** Work in a transaction. */
    @FunctionalInterface
    interface Work<T> {
        /** Does the work; a {@link java.sql.SQLException} rolls back. */
        T run(Transaction transaction) throws java.sql.SQLException;
    }
}
