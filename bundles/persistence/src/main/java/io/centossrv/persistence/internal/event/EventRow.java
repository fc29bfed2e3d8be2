// SPDX-License-Identifier: Apache-2.0
package io.centossrv.persistence.internal.event;

import io.centossrv.persistence.Event;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;

/** Reads an event from a row with the columns {@link #COLUMNS}. */
final class EventRow {
    static final String COLUMNS = "sequence, at, topic, subject, actor, audit, data";

    private EventRow() {}

    static Event read(ResultSet row) throws SQLException {
        return new Event(
                row.getLong("sequence"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("topic"),
                row.getString("subject"),
                row.getString("actor"),
                row.getBoolean("audit"),
                row.getString("data"));
    }
}
