// SPDX-License-Identifier: Apache-2.0
package io.centossrv.persistence.internal.event;

import io.centossrv.persistence.Database;
import io.centossrv.persistence.Event;
import io.centossrv.persistence.EventService;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;

/** Reads sealed events as role {@code run}. */
public final class PostgresEventService implements EventService {
    private static final int MAX_LIMIT = 1_000;
    private static final int MAX_TOPICS = 100;

    private final Database database;

    public PostgresEventService(Database database) {
        this.database = database;
    }

    @Override
    public List<Event> read(long after, List<String> topics, int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit must be 1 to " + MAX_LIMIT + ", not " + limit);
        }
        if (topics.size() > MAX_TOPICS) {
            throw new IllegalArgumentException("at most " + MAX_TOPICS + " topics, not " + topics.size());
        }
        String filter = topics.isEmpty() ? "" : " AND topic LIKE ANY (?)";
        return database.read(transaction -> {
            try (PreparedStatement select = transaction
                    .connection()
                    .prepareStatement("SELECT " + EventRow.COLUMNS + " FROM persistence.events WHERE sequence > ?"
                            + filter + " ORDER BY sequence LIMIT ?")) {
                select.setLong(1, after);
                if (!topics.isEmpty()) {
                    String[] patterns =
                            topics.stream().map(PostgresEventService::pattern).toArray(String[]::new);
                    select.setArray(2, transaction.connection().createArrayOf("text", patterns));
                }
                select.setInt(topics.isEmpty() ? 2 : 3, limit);
                List<Event> events = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        events.add(EventRow.read(rows));
                    }
                }
                return events;
            }
        });
    }

    @Override
    public long newest() {
        return number("SELECT newest FROM persistence.sequence");
    }

    @Override
    public long oldest() {
        return number("SELECT CASE WHEN newest > pruned THEN pruned + 1 ELSE 0 END FROM persistence.sequence");
    }

    private long number(String query) {
        return database.read(transaction -> {
            try (PreparedStatement select = transaction.connection().prepareStatement(query);
                    ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    private static String pattern(String topic) {
        boolean beginning = topic.endsWith("*");
        String literal = beginning ? topic.substring(0, topic.length() - 1) : topic;
        String escaped = literal.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
        return beginning ? escaped + "%" : escaped;
    }
}
