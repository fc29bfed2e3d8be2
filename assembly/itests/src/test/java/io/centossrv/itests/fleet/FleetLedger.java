// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests.fleet;

import io.centossrv.itests.harness.ControlPlane;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;

/** The control plane's database, asked by SQL and not by the product. */
final class FleetLedger {
    private final ControlPlane controlPlane;

    FleetLedger(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
    }

    /**
     * Writes agents down as accepted nodes {@code sim-1} and so on. By SQL, since thousands of enrolments are not what is
     * measured: their way is tested elsewhere.
     */
    void accept(List<String[]> agents) {
        try (Connection connection = connect();
                PreparedStatement node = connection.prepareStatement("""
                        insert into inventory.nodes (id, name, standing, hostname, bus_key, fingerprint, machine_id,
                                                     enrolled_at, accepted_at)
                        values (?::uuid, ?, 'accepted', ?, ?, ?, ?, now(), now())""");
                PreparedStatement link =
                        connection.prepareStatement("insert into inventory.links (node) values (?::uuid)")) {
            connection.setAutoCommit(false);
            for (int i = 0; i < agents.size(); i++) {
                String id = agents.get(i)[0];
                String name = "sim-" + (i + 1);
                node.setString(1, id);
                node.setString(2, name);
                node.setString(3, name + ".example.com");
                node.setString(4, agents.get(i)[1]);
                node.setString(5, "SHA256:" + id);
                node.setString(6, id.replace("-", ""));
                node.addBatch();
                link.setString(1, id);
                link.addBatch();
            }
            node.executeBatch();
            link.executeBatch();
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns how many nodes have a link that is younger than this. */
    long linkedSince(Instant at) {
        return number("select count(*) from inventory.links where online and up_at > ?", at);
    }

    /** Returns how many nodes' facts, packages and services are there. */
    long inventoried() {
        return number("select count(*) from (select node from inventory.facts"
                + " intersect select node from inventory.node_items where kind = 'package'"
                + " intersect select node from inventory.node_items where kind = 'service') n");
    }

    /** Returns how many jobs on nodes are in a state. */
    long jobsIn(String state) {
        return number("select count(*) from jobs.job_nodes where state = '" + state + "'");
    }

    /** Returns how many jobs on nodes, or jobs as a whole, have no end. */
    long open() {
        return number("select (select count(*) from jobs.job_nodes where final_at is null)"
                + " + (select count(*) from jobs.jobs where ended_at is null)");
    }

    /** Returns the database's size in MB. */
    long megabytes() {
        return number("select pg_database_size('centossrv') / 1048576");
    }

    private long number(String sql, Object... parameters) {
        try (Connection connection = connect();
                PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setTimestamp(i + 1, Timestamp.from((Instant) parameters[i]));
            }
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private Connection connect() throws SQLException {
        Path postgres = controlPlane.karaf().state().resolve("postgres");
        try {
            return DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:"
                            + Files.readAllLines(postgres.resolve("cluster/postmaster.pid"))
                                    .get(3)
                                    .strip()
                            + "/centossrv",
                    "postgres",
                    Files.readString(postgres.resolve("password")).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
