// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.output;

import io.centossrv.cli.json.JsonObject;
import java.util.List;
import java.util.function.Function;

/**
 * How things of one kind are shown.
 *
 * @param columns of the table
 * @param nameOf what {@code -o name} prints
 */
public record Listing(List<Column> columns, Function<JsonObject, String> nameOf) {
    public Listing {
        columns = List.copyOf(columns);
    }

    /** Returns a listing whose things are named by the first of these fields that they have. */
    public static Listing named(List<String> fields, Column... columns) {
        return new Listing(List.of(columns), item -> fields.stream()
                .flatMap(field -> item.text(field).stream())
                .findFirst()
                .orElse("-"));
    }
}
