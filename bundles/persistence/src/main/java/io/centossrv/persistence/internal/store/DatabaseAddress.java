// SPDX-License-Identifier: Apache-2.0
package io.centossrv.persistence.internal.store;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Where the database is, and the account that owns it.
 *
 * @param host name or address
 * @param port TCP port
 * @param name of the database: a lower-case letter, then letters, digits, underscores, at most 40
 * @param user may create roles and owns the database; used at the start alone
 * @param password of the user; not in {@link #toString}
 * @param properties further properties of the driver, such as {@code sslmode}
 */
public record DatabaseAddress(
        String host, int port, String name, String user, String password, Map<String, String> properties) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}");
    private static final int DEFAULT_PORT = 5432;

    public DatabaseAddress {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
        properties = Map.copyOf(properties);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a database name that the control plane takes: " + name);
        }
    }

    /**
     * Reads a URL as PostgreSQL's own programs take it: {@code postgresql://user:password@host:port/database?sslmode=…};
     * {@code jdbc:} before it and {@code postgres:} are understood too.
     *
     * @throws IllegalArgumentException with what is missing, never with the password
     */
    public static DatabaseAddress parse(String url) {
        URI uri;
        try {
            uri = new URI(url.strip().replaceFirst("^jdbc:", ""));
        } catch (URISyntaxException e) {
            // Its message quotes the URL, which holds the password.
            throw new IllegalArgumentException("the database's URL can't be read: " + e.getReason());
        }
        if (!"postgresql".equals(uri.getScheme()) && !"postgres".equals(uri.getScheme())) {
            throw new IllegalArgumentException("the database's URL must start with postgresql://");
        }
        Map<String, String> properties = query(uri.getRawQuery());
        String[] login = uri.getRawUserInfo() == null
                ? new String[0]
                : uri.getRawUserInfo().split(":", 2);
        String user = login.length > 0 ? decode(login[0]) : properties.remove("user");
        String password = login.length > 1 ? decode(login[1]) : properties.remove("password");
        if (uri.getHost() == null || uri.getPath() == null || uri.getPath().length() < 2) {
            throw new IllegalArgumentException("the database's URL must name a host and a database");
        }
        if (user == null || password == null || user.isEmpty()) {
            throw new IllegalArgumentException("the database's URL must hold a user and a password");
        }
        int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
        return new DatabaseAddress(uri.getHost(), port, uri.getPath().substring(1), user, password, properties);
    }

    /** Returns the URL for the driver, without a login. */
    String jdbcUrl() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + name;
    }

    @Override
    public String toString() {
        return host + ":" + port + "/" + name;
    }

    private static Map<String, String> query(String query) {
        Map<String, String> properties = new LinkedHashMap<>();
        if (query != null) {
            for (String pair : query.split("&", -1)) {
                String[] parts = pair.split("=", 2);
                properties.put(decode(parts[0]), parts.length > 1 ? decode(parts[1]) : "");
            }
        }
        return properties;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
