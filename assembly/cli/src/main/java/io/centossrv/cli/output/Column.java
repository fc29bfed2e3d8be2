// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.output;

import io.centossrv.cli.json.Json;
import io.centossrv.cli.json.JsonObject;
import io.centossrv.cli.text.Times;
import java.util.function.BiFunction;

/**
 * A column of a table.
 *
 * @param title in upper case
 * @param wide whether only {@code -o wide} has it
 * @param cell what stands there
 */
public record Column(String title, boolean wide, BiFunction<JsonObject, Times, String> cell) {
    /** Returns a column that shows a field as it is; a hyphen where it is absent. */
    public static Column of(String title, String field) {
        return new Column(
                title, false, (item, times) -> item.get(field).map(Json::plain).orElse("-"));
    }

    /** Returns a column that shows a time with its age. */
    public static Column time(String title, String field) {
        return new Column(title, false, (item, times) -> item.instant(field)
                .map(times::show)
                .orElse("-"));
    }

    /** Returns a column that shows how long ago a time was. */
    public static Column age(String title, String field) {
        return new Column(title, false, (item, times) -> item.instant(field)
                .map(times::age)
                .orElse("-"));
    }

    /** Returns the column for {@code -o wide} alone. */
    public Column onlyWide() {
        return new Column(title, true, cell);
    }
}
