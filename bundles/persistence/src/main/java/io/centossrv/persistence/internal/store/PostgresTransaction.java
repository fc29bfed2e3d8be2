// SPDX-License-Identifier: Apache-2.0
package io.centossrv.persistence.internal.store;

import io.centossrv.persistence.EventDraft;
import io.centossrv.persistence.Transaction;
import java.sql.Connection;
import java.sql.SQLException;

/** A transaction on one connection of the pool. */
final class PostgresTransaction implements Transaction {
    private final Connection connection;
    private final Outbox outbox;
    private final String where;
    private boolean ended;

    PostgresTransaction(Connection connection, String where) {
        this.connection = connection;
        this.outbox = new Outbox(connection);
        this.where = where;
    }

    @Override
    public Connection connection() {
        requireOpen();
        return connection;
    }

    @Override
    public void emit(EventDraft event) {
        requireOpen();
        try {
            outbox.add(event);
        } catch (SQLException e) {
            throw SqlFailures.translate(e, where);
        }
    }

    /** Writes what was emitted, commits, and tells whether there were events. */
    boolean commit() throws SQLException {
        ended = true;
        outbox.flush();
        connection.commit();
        return outbox.used();
    }

    void end() {
        ended = true;
    }

    private void requireOpen() {
        if (ended) {
            throw new IllegalStateException("the transaction has ended with the work that it was given to");
        }
    }
}
