// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor.cli.play;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes a task's difference in the unified format, as one hunk from the first line that differs to the last. */
final class UnifiedDiff {
    private static final int CONTEXT = 3;

    private UnifiedDiff() {}

    /** Returns the text of a result's {@code diff}; empty where both sides are the same. */
    static String of(Map<?, ?> diff) {
        if (diff.get("prepared") != null) {
            return String.valueOf(diff.get("prepared"));
        }
        List<String> before = lines(diff.get("before"));
        List<String> after = lines(diff.get("after"));
        if (before.equals(after)) {
            return "";
        }
        int same = 0;
        while (same < Math.min(before.size(), after.size()) && before.get(same).equals(after.get(same))) {
            same++;
        }
        int end = 0;
        while (end < Math.min(before.size(), after.size()) - same
                && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
            end++;
        }
        int first = Math.max(0, same - CONTEXT);
        int tail = Math.min(end, CONTEXT);
        List<String> out = new ArrayList<>();
        out.add("--- " + header(diff, "before"));
        out.add("+++ " + header(diff, "after"));
        out.add("@@ -" + range(first, before.size() - end + tail - first) + " +"
                + range(first, after.size() - end + tail - first) + " @@");
        before.subList(first, same).forEach(line -> out.add(" " + line));
        before.subList(same, before.size() - end).forEach(line -> out.add("-" + line));
        after.subList(same, after.size() - end).forEach(line -> out.add("+" + line));
        after.subList(after.size() - end, after.size() - end + tail).forEach(line -> out.add(" " + line));
        return String.join("\n", out);
    }

    private static String header(Map<?, ?> diff, String side) {
        Object name = diff.get(side + "_header");
        return name == null ? side : side + ": " + name;
    }

    private static String range(int first, int size) {
        int start = size == 0 ? first : first + 1;
        return size == 1 ? String.valueOf(start) : start + "," + size;
    }

    private static List<String> lines(Object side) {
        if (side == null || side.toString().isEmpty()) {
            return List.of();
        }
        String text =
                side instanceof Map<?, ?> || side instanceof List<?> ? PythonJson.write(side, 4) : side.toString();
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        if (text.endsWith("\n")) {
            lines.remove(lines.size() - 1);
        } else if (!(side instanceof Map<?, ?>)) {
            int last = lines.size() - 1;
            lines.set(last, lines.get(last) + "\n\\ No newline at end of file");
        }
        return lines;
    }
}
