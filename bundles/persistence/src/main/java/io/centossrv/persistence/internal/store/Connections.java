// SPDX-License-Identifier: Apache-2.0
package io.centossrv.persistence.internal.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/** Opens connections with the properties that all of ours have. */
public final class Connections {
    private static final int CONNECT_SECONDS = 5;
    private static final int SOCKET_SECONDS = 90;

    private final DatabaseAddress address;

    public Connections(DatabaseAddress address) {
        this.address = address;
    }

    /** Returns a connection of the account that owns the database. */
    Connection asOwner() throws SQLException {
        return dataSource(address.user(), address.password(), address.jdbcUrl()).getConnection();
    }

    /** Returns a connection of one of our roles. */
    Connection as(Role role) throws SQLException {
        return dataSource(role).getConnection();
    }

    /** Returns a connection that can only append events. */
    public Connection asAudit() throws SQLException {
        return as(Role.AUDIT);
    }

    /** Returns a connection that owns the tables. */
    public Connection asMigrate() throws SQLException {
        return as(Role.MIGRATE);
    }

    PGSimpleDataSource dataSource(Role role) throws SQLException {
        return dataSource(role.user(address), role.password(address), address.jdbcUrl());
    }

    private PGSimpleDataSource dataSource(String user, String password, String url) throws SQLException {
        Properties properties = new Properties();
        properties.putAll(address.properties());
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        for (String name : properties.stringPropertyNames()) {
            source.setProperty(name, properties.getProperty(name));
        }
        source.setUser(user);
        source.setPassword(password);
        source.setApplicationName("centossrv");
        source.setConnectTimeout(CONNECT_SECONDS);
        // A server that vanished without a word; longer than any statement may take.
        source.setSocketTimeout(SOCKET_SECONDS);
        source.setTcpKeepAlive(true);
        // Error texts would quote rows, which can hold what is secret.
        source.setLogServerErrorDetail(false);
        source.setProperty(PGProperty.REWRITE_BATCHED_INSERTS, "true");
        return source;
    }
}
