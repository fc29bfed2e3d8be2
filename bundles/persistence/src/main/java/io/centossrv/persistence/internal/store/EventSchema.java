// SPDX-License-Identifier: Apache-2.0
package io.centossrv.persistence.internal.store;

import io.centossrv.persistence.Schema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The tables of the event sequence, and who may do what with them. */
public final class EventSchema {
    static final String NAME = "persistence";

    private EventSchema() {}

    static Schema schema() {
        return Schema.of(NAME, EventSchema.class, "001-events.sql");
    }

    /** Gives the roles their rights, also after a role was made anew. */
    static void grant(Connections connections, DatabaseAddress address) throws SQLException {
        String run = "\"" + Role.RUN.user(address) + "\"";
        String audit = "\"" + Role.AUDIT.user(address) + "\"";
        try (Connection connection = connections.as(Role.MIGRATE);
                Statement statement = connection.createStatement()) {
            statement.execute("GRANT USAGE ON SCHEMA persistence TO " + run + ", " + audit);
            statement.execute("GRANT INSERT ON persistence.outbox TO " + run);
            statement.execute("GRANT SELECT ON persistence.events, persistence.sequence TO " + run);
            statement.execute("GRANT SELECT, DELETE ON persistence.outbox TO " + audit);
            statement.execute("GRANT SELECT, INSERT ON persistence.events TO " + audit);
            statement.execute("GRANT SELECT, UPDATE (newest, audit_hash) ON persistence.sequence TO " + audit);
            statement.execute("GRANT SELECT, UPDATE ON persistence.sealer TO " + audit);
        }
    }
}
