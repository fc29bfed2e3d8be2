// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.json;

import java.util.Iterator;
import java.util.Map;

/**
 * Writes JSON. Control characters and those that turn the direction of text are written as escapes, so that no output of
 * a node can drive a terminal, not even through {@code -o json}.
 */
public final class JsonWriter {
    private final StringBuilder out = new StringBuilder();
    private final boolean pretty;

    private JsonWriter(boolean pretty) {
        this.pretty = pretty;
    }

    /** Returns the value on one line. */
    public static String compact(Json value) {
        return new JsonWriter(false).write(value, 0).out.toString();
    }

    /** Returns the value with a field per line. */
    public static String pretty(Json value) {
        return new JsonWriter(true).write(value, 0).out.toString();
    }

    private JsonWriter write(Json value, int depth) {
        if (value instanceof JsonObject object) {
            writeObject(object, depth);
        } else if (value instanceof JsonArray array) {
            writeArray(array, depth);
        } else if (value instanceof Json.Text text) {
            quote(text.value());
        } else if (value instanceof Json.Numeral number) {
            out.append(number.value());
        } else if (value instanceof Json.Flag flag) {
            out.append(flag.value());
        } else {
            out.append("null");
        }
        return this;
    }

    private void writeObject(JsonObject object, int depth) {
        out.append('{');
        Iterator<Map.Entry<String, Json>> fields = object.fields().entrySet().iterator();
        boolean any = fields.hasNext();
        while (fields.hasNext()) {
            Map.Entry<String, Json> field = fields.next();
            line(depth + 1);
            quote(field.getKey());
            out.append(pretty ? ": " : ":");
            write(field.getValue(), depth + 1);
            if (fields.hasNext()) {
                out.append(',');
            }
        }
        if (any) {
            line(depth);
        }
        out.append('}');
    }

    private void writeArray(JsonArray array, int depth) {
        out.append('[');
        Iterator<Json> items = array.items().iterator();
        boolean any = items.hasNext();
        while (items.hasNext()) {
            line(depth + 1);
            write(items.next(), depth + 1);
            if (items.hasNext()) {
                out.append(',');
            }
        }
        if (any) {
            line(depth);
        }
        out.append(']');
    }

    private void line(int depth) {
        if (pretty) {
            out.append('\n').append("  ".repeat(depth));
        }
    }

    private void quote(String text) {
        out.append(quoted(text));
    }

    /** Returns a text in double quotes, which YAML reads in the same way. */
    public static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (isUnsafe(c)) {
                        quoted.append(String.format("\\u%04x", (int) c));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }

    private static boolean isUnsafe(char c) {
        int type = Character.getType(c);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
