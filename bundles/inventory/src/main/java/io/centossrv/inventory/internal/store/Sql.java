// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import io.centossrv.persistence.Transaction;
import io.centossrv.protocol.NodeId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** Runs statements. Instants go in as timestamptz, ids of nodes as uuid, collections of either or of texts as arrays. */
final class Sql {
    /** SQLSTATE of a duplicate key. */
    static final String UNIQUE_VIOLATION = "23505";

    private Sql() {}

    /** Reads one row. */
    @FunctionalInterface
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    static <T> List<T> query(Transaction transaction, RowReader<T> reader, String sql, Object... parameters)
            throws SQLException {
        List<T> rows = new ArrayList<>();
        try (PreparedStatement statement = transaction.connection().prepareStatement(sql)) {
            bind(statement, parameters);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(reader.read(row));
                }
            }
        }
        return rows;
    }

    /** Returns how many rows were changed. */
    static int update(Transaction transaction, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = transaction.connection().prepareStatement(sql)) {
            bind(statement, parameters);
            return statement.executeUpdate();
        }
    }

    static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    static NodeId node(ResultSet row, String column) throws SQLException {
        return new NodeId(row.getObject(column, UUID.class));
    }

    /** Reads an array of {@code key=value}. */
    static SortedMap<String, String> tags(ResultSet row, String column) throws SQLException {
        SortedMap<String, String> tags = new TreeMap<>();
        for (String tag : (String[]) row.getArray(column).getArray()) {
            int equals = tag.indexOf('=');
            tags.put(tag.substring(0, equals), tag.substring(equals + 1));
        }
        return tags;
    }

    /** Returns tags as {@link #tags(ResultSet, String)} reads them. */
    static List<String> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag -> tag.getKey() + "=" + tag.getValue())
                .sorted()
                .toList();
    }

    private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            Object value = value(parameters[i]);
            statement.setObject(i + 1, value instanceof Collection<?> values ? array(statement, values) : value);
        }
    }

    private static Object value(Object parameter) {
        if (parameter instanceof Instant instant) {
            return instant.atOffset(ZoneOffset.UTC);
        }
        return parameter instanceof NodeId id ? id.value() : parameter;
    }

    private static Object array(PreparedStatement statement, Collection<?> values) throws SQLException {
        Object[] elements = values.stream().map(Sql::value).toArray();
        String type = "text";
        if (elements.length > 0 && elements[0] instanceof UUID) {
            type = "uuid";
        } else if (elements.length > 0 && elements[0] instanceof OffsetDateTime) {
            type = "timestamptz";
        } else if (elements.length > 0 && elements[0] instanceof Long) {
            type = "int8";
        }
        return statement.getConnection().createArrayOf(type, elements);
    }
}
