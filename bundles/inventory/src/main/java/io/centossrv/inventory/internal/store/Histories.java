// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import io.centossrv.persistence.Transaction;
import io.centossrv.protocol.NodeId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Since when what was is known. */
final class Histories {
    private Histories() {}

    static void begin(Transaction transaction, NodeId node, String section, Instant at) throws SQLException {
        Sql.update(
                transaction,
                "insert into histories (node, section, since) values (?, ?, ?) on conflict do nothing",
                node,
                section,
                at);
    }

    /** Returns the time, or one just after the newest change where that is later: a clock may be set back. */
    static Instant next(Transaction transaction, String table, NodeId node, String section, Instant at)
            throws SQLException {
        boolean items = table.equals("item_changes");
        String sql = "select greatest(?::timestamptz, max(at) + interval '1 microsecond') as at from " + table
                + " where node = ?" + (items ? " and kind = ?" : "");
        Object[] parameters = items ? new Object[] {at, node, section} : new Object[] {at, node};
        return Sql.query(transaction, row -> Sql.instant(row, "at").orElseThrow(), sql, parameters)
                .get(0);
    }

    /** Lets the oldest changes of a section go where there are more than so many. */
    static void trim(Transaction transaction, String table, NodeId node, String section, int most) throws SQLException {
        boolean items = table.equals("item_changes");
        String which = "node = ?" + (items ? " and kind = ?" : "");
        Object[] key = items ? new Object[] {node, section} : new Object[] {node};
        List<Instant> newestGone = Sql.query(
                transaction,
                row -> Sql.instant(row, "at").orElseThrow(),
                "select at from " + table + " where " + which + " order by at desc offset " + most + " limit 1",
                key);
        if (!newestGone.isEmpty()) {
            Instant gone = newestGone.get(0);
            Object[] until = items ? new Object[] {node, section, gone} : new Object[] {node, gone};
            Sql.update(transaction, "delete from " + table + " where " + which + " and at <= ?", until);
            Sql.update(
                    transaction, "update histories set since = ? where node = ? and section = ?", gone, node, section);
        }
    }
}
