// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.text;

import io.centossrv.cli.text.Edits.Edit;
import io.centossrv.cli.text.Edits.Kind;
import java.util.ArrayList;
import java.util.List;

/** Writes the difference of two texts in the unified format of {@code diff -u}. */
public final class UnifiedDiff {
    private static final int CONTEXT = 3;
    private static final String NO_NEWLINE = "\\ No newline at end of file";

    private UnifiedDiff() {}

    /** Returns the lines of the difference, without line ends; none where the texts are the same. */
    public static List<String> lines(String beforeName, String afterName, String before, String after) {
        if (before.equals(after)) {
            return List.of();
        }
        List<Edit> edits = Edits.between(split(before), split(after));
        List<String> out = new ArrayList<>(List.of("--- " + beforeName, "+++ " + afterName));
        int start = next(edits, 0);
        while (start < edits.size()) {
            int end = hunkEnd(edits, start);
            hunk(edits, Math.max(0, start - CONTEXT), end, out);
            start = next(edits, end);
        }
        return out;
    }

    /** Each line with its line end, so that a missing last one makes a difference. */
    private static List<String> split(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            lines.add(text.substring(start, end + 1));
            start = end + 1;
        }
        if (start < text.length()) {
            lines.add(text.substring(start));
        }
        return lines;
    }

    private static int next(List<Edit> edits, int from) {
        int i = from;
        while (i < edits.size() && edits.get(i).kind() == Kind.KEEP) {
            i++;
        }
        return i;
    }

    private static int hunkEnd(List<Edit> edits, int start) {
        int last = start;
        for (int i = start; i < edits.size() && i - last <= 2 * CONTEXT + 1; i++) {
            if (edits.get(i).kind() != Kind.KEEP) {
                last = i;
            }
        }
        return Math.min(edits.size(), last + CONTEXT + 1);
    }

    private static void hunk(List<Edit> edits, int start, int end, List<String> out) {
        long before = count(edits.subList(0, start), Kind.INSERT);
        long after = count(edits.subList(0, start), Kind.DELETE);
        long beforeSize = count(edits.subList(start, end), Kind.INSERT);
        long afterSize = count(edits.subList(start, end), Kind.DELETE);
        out.add("@@ -" + range(before, beforeSize) + " +" + range(after, afterSize) + " @@");
        for (Edit edit : edits.subList(start, end)) {
            String sign =
                    switch (edit.kind()) {
                        case KEEP -> " ";
                        case DELETE -> "-";
                        case INSERT -> "+";
                    };
            boolean ended = edit.line().endsWith("\n");
            out.add(sign + (ended ? edit.line().substring(0, edit.line().length() - 1) : edit.line()));
            if (!ended) {
                out.add(NO_NEWLINE);
            }
        }
    }

    private static long count(List<Edit> edits, Kind without) {
        return edits.stream().filter(edit -> edit.kind() != without).count();
    }

    private static String range(long start, long size) {
        long first = size == 0 ? start : start + 1;
        return size == 1 ? Long.toString(first) : first + "," + size;
    }
}
