// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests.rounds;

import io.centossrv.itests.harness.ControlPlane;
import io.centossrv.itests.harness.Porthole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the control plane's database says of the jobs, read by SQL and not by the product. */
final class Ledger {
    /** Connection refused and cut, and PostgreSQL starting, stopping or recovering. */
    private static final Set<String> PASSES = Set.of("08001", "08006", "57P01", "57P02", "57P03");

    /**
     * A job on a node.
     *
     * @param mark the id that the test gave
     * @param over whether both the node's part and the job as a whole have an end
     */
    record Entry(String job, String mark, String node, String state, String reason, boolean over) {}

    private final ControlPlane controlPlane;
    private final Porthole porthole;

    Ledger(ControlPlane controlPlane, Porthole porthole) {
        this.controlPlane = controlPlane;
        this.porthole = porthole;
    }

    /** Tells whether every job has an end; not while PostgreSQL recovers from what was done to it. */
    boolean isClosed() {
        try {
            return read().stream().allMatch(Entry::over);
        } catch (SQLException e) {
            if (PASSES.contains(e.getSQLState())) {
                return false;
            }
            throw new IllegalStateException(e);
        }
    }

    List<Entry> entries() {
        try {
            return read();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Entry> read() throws SQLException {
        List<Entry> entries = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT j.id, split_part(j.title, ' ', 2) AS mark, n.name, n.state, n.reason,
                            n.final_at IS NOT NULL AND j.ended_at IS NOT NULL AS over
                        FROM jobs.jobs j JOIN jobs.job_nodes n ON n.job = j.id
                        WHERE j.title LIKE '%s %%' ORDER BY j.id, n.name""".formatted(Mark.SCRIPT))) {
            while (row.next()) {
                entries.add(new Entry(
                        row.getString("id"),
                        row.getString("mark"),
                        row.getString("name"),
                        row.getString("state"),
                        row.getString("reason"),
                        row.getBoolean("over")));
            }
            return entries;
        }
    }

    private Connection connect() throws SQLException {
        Path postgres = controlPlane.karaf().state().resolve("postgres");
        try {
            String password = Files.readString(postgres.resolve("password")).strip();
            int port = Integer.parseInt(Files.readAllLines(postgres.resolve("cluster/postmaster.pid"))
                    .get(3)
                    .strip());
            return DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:" + porthole.to("127.0.0.1", port) + "/centossrv",
                    "postgres",
                    password);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
