// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import io.centossrv.protocol.NodeId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/** How values go into statements and out of rows. */
final class Sql {
    /** SQLSTATE of a duplicate key. */
    static final String UNIQUE_VIOLATION = "23505";

    private Sql() {}

    /** Sets all parameters in order; instants become timestamptz, collections arrays. */
    static PreparedStatement bind(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, value(statement, parameters[i]));
        }
        return statement;
    }

    static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    static NodeId node(ResultSet row, String column) throws SQLException {
        return new NodeId(row.getObject(column, UUID.class));
    }

    private static Object value(PreparedStatement statement, Object parameter) throws SQLException {
        if (parameter instanceof Instant instant) {
            return instant.atOffset(ZoneOffset.UTC);
        }
        if (parameter instanceof NodeId id) {
            return id.value();
        }
        if (parameter instanceof Collection<?> values) {
            return array(statement, values);
        }
        return parameter;
    }

    private static Object array(PreparedStatement statement, Collection<?> values) throws SQLException {
        Object[] elements = new Object[values.size()];
        String type = "text";
        int i = 0;
        for (Object value : values) {
            Object element = value(statement, value);
            if (element instanceof UUID) {
                type = "uuid";
            } else if (element instanceof OffsetDateTime) {
                // pgjdbc writes an array's elements by toString, and ISO-8601 is what PostgreSQL reads.
                type = "timestamptz";
            }
            elements[i++] = element;
        }
        return statement.getConnection().createArrayOf(type, elements);
    }
}
