// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import io.centossrv.inventory.NodeName;
import io.centossrv.persistence.Transaction;
import io.centossrv.protocol.NodeId;
import java.sql.SQLException;
import java.time.Instant;

/** The names that nodes had, and since when. */
final class Names {
    private Names() {}

    static void add(Transaction transaction, NodeId id, NodeName name, String actor, Instant at) throws SQLException {
        Sql.update(transaction, """
                insert into node_names (node, since, name, actor) values (?, ?, ?, ?)
                    on conflict (node, since) do update set name = excluded.name, actor = excluded.actor
                """, id, at, name.value(), actor);
    }

    /** Gives one node the names that another had, besides its own. */
    static void inherit(Transaction transaction, NodeId from, NodeId to) throws SQLException {
        Sql.update(transaction, """
                insert into node_names (node, since, name, actor)
                select ?, since, name, actor from node_names where node = ? on conflict do nothing
                """, to, from);
    }
}
