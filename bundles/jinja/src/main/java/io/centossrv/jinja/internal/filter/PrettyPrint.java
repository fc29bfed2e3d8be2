// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.filter;

import io.centossrv.jinja.value.Comparison;
import io.centossrv.jinja.value.Items;
import io.centossrv.jinja.value.Numbers;
import io.centossrv.jinja.value.Text;
import io.centossrv.jinja.value.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Values over several lines, as Python's {@code pprint} with its width of 80. */
final class PrettyPrint {
    private static final int WIDTH = 80;

    private PrettyPrint() {}

    static String of(Object value) {
        StringBuilder out = new StringBuilder();
        write(value, 0, 0, out);
        return out.toString();
    }

    /** Writes a value that begins at a column and has so much behind it on its last line. */
    private static void write(Object value, int column, int behind, StringBuilder out) {
        String line = sorted(value);
        if (line.length() <= WIDTH - column - behind) {
            out.append(line);
        } else if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            writeDict(map, column, behind, out);
        } else if (value instanceof Tuple tuple && !tuple.isEmpty()) {
            writeList(tuple, "(", tuple.size() == 1 ? ",)" : ")", column, behind, out);
        } else if (Items.isList(value) && !((List<?>) value).isEmpty()) {
            writeList((List<?>) value, "[", "]", column, behind, out);
        } else {
            out.append(line);
        }
    }

    private static void writeDict(Map<?, ?> map, int column, int behind, StringBuilder out) {
        out.append('{');
        List<Object> keys = sortedKeys(map);
        for (int i = 0; i < keys.size(); i++) {
            String key = Text.repr(keys.get(i));
            out.append(i == 0 ? "" : ",\n" + " ".repeat(column + 1)).append(key).append(": ");
            int after = i == keys.size() - 1 ? behind + 1 : 1;
            write(map.get(keys.get(i)), column + key.length() + 3, after, out);
        }
        out.append('}');
    }

    private static void writeList(List<?> list, String open, String close, int column, int behind, StringBuilder out) {
        out.append(open);
        for (int i = 0; i < list.size(); i++) {
            out.append(i == 0 ? "" : ",\n" + " ".repeat(column + 1));
            write(list.get(i), column + 1, i == list.size() - 1 ? behind + close.length() : 1, out);
        }
        out.append(close);
    }

    private static String sorted(Object value) {
        if (value instanceof Map<?, ?> map) {
            StringBuilder out = new StringBuilder("{");
            for (Object key : sortedKeys(map)) {
                out.append(out.length() == 1 ? "" : ", ")
                        .append(Text.repr(key))
                        .append(": ")
                        .append(sorted(map.get(key)));
            }
            return out.append('}').toString();
        }
        if (value instanceof List<?> list && !list.isEmpty() && (value instanceof Tuple || Items.isList(value))) {
            List<String> parts = new ArrayList<>();
            list.forEach(element -> parts.add(sorted(element)));
            String inside = String.join(", ", parts);
            return value instanceof Tuple ? "(" + inside + (list.size() == 1 ? ",)" : ")") : "[" + inside + "]";
        }
        return Text.repr(value);
    }

    private static List<Object> sortedKeys(Map<?, ?> map) {
        List<Object> keys = new ArrayList<>(map.keySet());
        boolean comparable =
                keys.stream().allMatch(Text::isText) || keys.stream().allMatch(Numbers::isNumber);
        if (comparable) {
            keys.sort((left, right) -> Comparison.compare(left, right, "<"));
        }
        return keys;
    }
}
