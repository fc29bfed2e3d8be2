// SPDX-License-Identifier: Apache-2.0
package io.centossrv.persistence.internal.store;

import io.centossrv.persistence.EventDraft;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Collects the events of one transaction and writes them in few statements. */
final class Outbox {
    private static final int FLUSH_AT = 500;
    private static final String INSERT = "INSERT INTO persistence.outbox (topic, subject, actor, audit, data)"
            + " SELECT topic, subject, actor, audit, data"
            + " FROM unnest(?, ?, ?, ?, ?) WITH ORDINALITY AS draft (topic, subject, actor, audit, data, position)"
            + " ORDER BY position";

    private final Connection connection;
    private final List<EventDraft> drafts = new ArrayList<>();
    private boolean used;

    Outbox(Connection connection) {
        this.connection = connection;
    }

    void add(EventDraft draft) throws SQLException {
        used = true;
        drafts.add(draft);
        if (drafts.size() >= FLUSH_AT) {
            flush();
        }
    }

    /** Tells whether the transaction has any event. */
    boolean used() {
        return used;
    }

    void flush() throws SQLException {
        if (drafts.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setArray(1, texts(EventDraft::topic));
            insert.setArray(2, texts(EventDraft::subject));
            insert.setArray(3, texts(EventDraft::actor));
            insert.setArray(
                    4,
                    connection.createArrayOf(
                            "boolean", drafts.stream().map(EventDraft::audit).toArray()));
            insert.setArray(5, texts(EventDraft::data));
            insert.executeUpdate();
        }
        drafts.clear();
    }

    private Array texts(Function<EventDraft, String> field) throws SQLException {
        return connection.createArrayOf("text", drafts.stream().map(field).toArray());
    }
}
