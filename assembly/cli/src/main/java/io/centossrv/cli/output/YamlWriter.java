// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.output;

import io.centossrv.cli.json.Json;
import io.centossrv.cli.json.JsonArray;
import io.centossrv.cli.json.JsonObject;
import io.centossrv.cli.json.JsonWriter;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Writes JSON values as YAML in block style. A text is quoted unless YAML 1.1 and 1.2 both read it as that text. */
final class YamlWriter {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_/][A-Za-z0-9_./@+-]*");
    private static final Set<String> RESERVED =
            Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf");

    private final StringBuilder out = new StringBuilder();

    private YamlWriter() {}

    static String write(Json value) {
        YamlWriter writer = new YamlWriter();
        writer.block(value, 0, false);
        return writer.out.toString();
    }

    /** Writes a value; {@code inline} where the first line's indent is already there. */
    private void block(Json value, int depth, boolean inline) {
        if (value instanceof JsonObject object && !object.fields().isEmpty()) {
            boolean first = inline;
            for (Map.Entry<String, Json> field : object.fields().entrySet()) {
                indent(first ? 0 : depth);
                first = false;
                out.append(scalar(field.getKey())).append(':');
                child(field.getValue(), depth);
            }
        } else if (value instanceof JsonArray array && !array.items().isEmpty()) {
            for (Json item : array.items()) {
                indent(depth);
                out.append("- ");
                block(item instanceof JsonArray nested ? flow(nested) : item, depth + 1, true);
            }
        } else {
            out.append(leaf(value)).append('\n');
        }
    }

    private void child(Json value, int depth) {
        boolean nested = (value instanceof JsonObject object && !object.fields().isEmpty())
                || (value instanceof JsonArray array && !array.items().isEmpty());
        out.append(nested ? "\n" : " ");
        block(value, depth + 1, false);
    }

    /** An array in an array is rare enough to be written as JSON, which is YAML, too. */
    private static Json flow(JsonArray array) {
        return new Json.Numeral(JsonWriter.compact(array));
    }

    private void indent(int depth) {
        out.append("  ".repeat(depth));
    }

    private static String leaf(Json value) {
        return value instanceof Json.Text text ? scalar(text.value()) : JsonWriter.compact(value);
    }

    private static String scalar(String text) {
        boolean plain = PLAIN.matcher(text).matches() && !RESERVED.contains(text.toLowerCase(java.util.Locale.ROOT));
        return plain ? text : JsonWriter.quoted(text);
    }
}
