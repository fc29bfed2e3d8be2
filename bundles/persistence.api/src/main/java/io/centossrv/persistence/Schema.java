// SPDX-License-Identifier: Apache-2.0
package io.centossrv.persistence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A domain's schema: its name in PostgreSQL and the migrations that make it. Migrations are numbered from 1 without a
 * gap, run in order, each in a transaction of its own, and are never edited once released; they expand in one release and
 * contract in a later one, so that the release before runs on the schema of this one.
 *
 * @param name the schema, which is the domain's name
 * @param migrations in order
 */
public record Schema(String name, List<Migration> migrations) {
    private static final Pattern FILE = Pattern.compile("(\\d{3})-([a-z0-9-]+)\\.sql");

    public Schema {
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw new IllegalArgumentException("not a schema name: " + name);
        }
        migrations = List.copyOf(migrations);
        for (int i = 0; i < migrations.size(); i++) {
            if (migrations.get(i).number() != i + 1) {
                throw new IllegalArgumentException("migration " + (i + 1) + " of schema " + name + " is missing");
            }
        }
    }

    /**
     * Reads migrations from resources beside a class.
     *
     * @param files names such as {@code 001-nodes.sql}, in order
     */
    public static Schema of(String name, Class<?> anchor, String... files) {
        List<Migration> migrations = new ArrayList<>();
        for (String file : files) {
            Matcher matcher = FILE.matcher(file);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("not a migration's file name: " + file);
            }
            migrations.add(new Migration(Integer.parseInt(matcher.group(1)), matcher.group(2), read(anchor, file)));
        }
        return new Schema(name, migrations);
    }

    private static String read(Class<?> anchor, String file) {
        try (InputStream in = anchor.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + file + " beside " + anchor.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * One step of a schema. Its statements run with {@code search_path} set to the schema, as the role that owns it.
     *
     * @param number from 1
     * @param name what it does
     * @param sql statements, separated by semicolons
     */
    public record Migration(int number, String name, String sql) {}
}
