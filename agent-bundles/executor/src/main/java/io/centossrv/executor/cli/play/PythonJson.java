// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor.cli.play;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Writes values as Python's json.dumps does with sorted keys. */
final class PythonJson {
    private final int indent;
    private final StringBuilder text = new StringBuilder();

    private PythonJson(int indent) {
        this.indent = indent;
    }

    /** Returns a value on one line where the indent is 0. */
    static String write(Object value, int indent) {
        PythonJson json = new PythonJson(indent);
        json.value(value, 0);
        return json.text.toString();
    }

    private void value(Object value, int depth) {
        if (value instanceof Map<?, ?> map) {
            TreeMap<String, Object> sorted = new TreeMap<>();
            map.forEach((key, content) -> sorted.put(String.valueOf(key), content));
            List<Runnable> parts = new ArrayList<>();
            sorted.forEach((key, content) -> parts.add(() -> {
                quoted(key);
                text.append(": ");
                value(content, depth + 1);
            }));
            all('{', '}', parts, depth);
        } else if (value instanceof Collection<?> items) {
            List<Runnable> parts = new ArrayList<>();
            items.forEach(item -> parts.add(() -> value(item, depth + 1)));
            all('[', ']', parts, depth);
        } else if (value == null || value instanceof Number || value instanceof Boolean) {
            text.append(value);
        } else {
            quoted(value.toString());
        }
    }

    private void all(char open, char close, List<Runnable> parts, int depth) {
        text.append(open);
        for (int i = 0; i < parts.size(); i++) {
            text.append(i == 0 ? "" : indent > 0 ? "," : ", ");
            line(depth + 1);
            parts.get(i).run();
        }
        if (!parts.isEmpty()) {
            line(depth);
        }
        text.append(close);
    }

    private void line(int depth) {
        if (indent > 0) {
            text.append('\n').append(" ".repeat(indent * depth));
        }
    }

    private void quoted(String content) {
        text.append('"');
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (c < 0x20 || c == 0x7f || (Character.isSurrogate(c) && !paired(content, i))) {
                        text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }

    private static boolean paired(String content, int at) {
        return Character.isHighSurrogate(content.charAt(at))
                ? at + 1 < content.length() && Character.isLowSurrogate(content.charAt(at + 1))
                : at > 0 && Character.isHighSurrogate(content.charAt(at - 1));
    }
}
