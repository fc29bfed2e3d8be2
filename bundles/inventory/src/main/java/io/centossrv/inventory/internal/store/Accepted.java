// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import io.centossrv.persistence.Transaction;
import io.centossrv.protocol.NodeId;
import java.sql.SQLException;

/** Whose reports are kept. */
final class Accepted {
    private Accepted() {}

    /** Tells whether the node may report, and keeps it from being removed until the transaction ends. */
    static boolean lock(Transaction transaction, NodeId node) throws SQLException {
        return !Sql.query(
                        transaction,
                        row -> true,
                        "select 1 from nodes where id = ? and standing in ('accepted', 'quarantined') for key share",
                        node)
                .isEmpty();
    }
}
