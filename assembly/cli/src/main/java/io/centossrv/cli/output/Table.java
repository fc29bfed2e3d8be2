// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.output;

import io.centossrv.cli.text.Escapes;
import java.util.ArrayList;
import java.util.List;

/** Text in columns, two spaces apart. */
final class Table {
    private Table() {}

    /** Returns the rows as lines, without spaces at their ends. */
    static List<String> lines(List<List<String>> rows, boolean raw) {
        List<List<String>> cells = rows.stream()
                .map(row -> row.stream()
                        .map(cell -> raw ? cell : Escapes.line(cell))
                        .toList())
                .toList();
        int[] widths = widths(cells);
        List<String> lines = new ArrayList<>();
        for (List<String> row : cells) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - length(row.get(i)) + 2));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private static int[] widths(List<List<String>> rows) {
        int[] widths = new int[rows.stream().mapToInt(List::size).max().orElse(0)];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], length(row.get(i)));
            }
        }
        return widths;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
