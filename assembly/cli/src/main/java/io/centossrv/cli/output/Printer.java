// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.output;

import io.centossrv.cli.json.Json;
import io.centossrv.cli.json.JsonArray;
import io.centossrv.cli.json.JsonObject;
import io.centossrv.cli.json.JsonWriter;
import io.centossrv.cli.text.Times;
import java.util.ArrayList;
import java.util.List;

/** Writes data in the format that was asked for. */
public final class Printer {
    private final Terminal terminal;
    private final Format format;
    private final Times times;

    /** Writes to the terminal's data stream. */
    public Printer(Terminal terminal, Format format, Times times) {
        this.terminal = terminal;
        this.format = format;
        this.times = times;
    }

    /** Returns the format. */
    public Format format() {
        return format;
    }

    /** Returns how times are shown. */
    public Times times() {
        return times;
    }

    /** Writes a list. */
    public void list(Listing listing, List<JsonObject> items) {
        switch (format) {
            case table, wide -> table(listing, items);
            case name -> items.forEach(item -> terminal.line(listing.nameOf().apply(item)));
            case jsonl -> items.forEach(this::jsonLine);
            default ->
                document(JsonObject.with().put("items", JsonArray.of(items)).build());
        }
    }

    /** Writes one thing: for people one field per line. */
    public void item(Listing listing, JsonObject item) {
        switch (format) {
            case table, wide -> fields(item);
            case name -> terminal.line(listing.nameOf().apply(item));
            case jsonl -> jsonLine(item);
            default -> document(item);
        }
    }

    /** Writes one thing on a line of JSON. */
    public void jsonLine(Json value) {
        terminal.data().println(JsonWriter.compact(value));
    }

    /** Writes one thing as JSON or YAML. */
    public void document(Json value) {
        if (format == Format.yaml) {
            terminal.data().print(YamlWriter.write(value));
        } else {
            terminal.data().println(JsonWriter.pretty(value));
        }
    }

    private void table(Listing listing, List<JsonObject> items) {
        List<Column> columns = listing.columns().stream()
                .filter(column -> format == Format.wide || !column.wide())
                .toList();
        List<List<String>> rows = new ArrayList<>();
        rows.add(columns.stream().map(Column::title).toList());
        for (JsonObject item : items) {
            rows.add(columns.stream()
                    .map(column -> column.cell().apply(item, times))
                    .toList());
        }
        Table.lines(rows, terminal.raw()).forEach(terminal.data()::println);
    }

    private void fields(JsonObject item) {
        List<List<String>> rows = new ArrayList<>();
        item.fields().forEach((name, value) -> rows.add(List.of(name + ":", cell(item, name, value))));
        Table.lines(rows, terminal.raw()).forEach(terminal.data()::println);
    }

    private String cell(JsonObject item, String name, Json value) {
        if (name.endsWith("At") || name.equals("lastSeen")) {
            return item.instant(name).map(times::show).orElseGet(value::plain);
        }
        if (value instanceof JsonArray array) {
            return String.join(", ", array.plainItems());
        }
        return value.plain();
    }
}
