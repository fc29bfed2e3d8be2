// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.text;

import io.centossrv.playbook.module.Arguments;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;

/** Where a block goes, and what it replaces. */
final class BlockPlacement {
    private final String begin;
    private final String end;
    private final List<String> block;
    private final Optional<String> before;
    private final Optional<Expression> anchor;

    BlockPlacement(Arguments arguments) {
        begin = marker(arguments, "marker_begin");
        end = marker(arguments, "marker_end");
        String content = ByteText.of(arguments.text("block").orElse(""));
        List<String> lines = new ArrayList<>();
        if (arguments.required("state").equals("present") && !content.isEmpty()) {
            lines.add(begin);
            lines.addAll(ByteText.linesOfAnyEnd(content.endsWith("\n") ? content : content + "\n"));
            lines.add(end);
        }
        block = List.copyOf(lines);
        before = arguments.text("insertbefore");
        anchor = before.isPresent()
                ? before.filter(text -> !text.equals("BOF")).map(Expression::ofBytes)
                : arguments
                        .text("insertafter")
                        .filter(text -> !text.equals("EOF"))
                        .map(Expression::ofBytes);
    }

    private static String marker(Arguments arguments, String mark) {
        return ByteText.of(arguments.required("marker").replace("{mark}", arguments.required(mark))) + "\n";
    }

    /** Returns whether there is nothing to insert, so that what is there goes. */
    boolean isEmpty() {
        return block.isEmpty();
    }

    String place(String content) {
        List<String> lines = new ArrayList<>(ByteText.linesOfAnyEnd(content));
        int first = lines.lastIndexOf(begin);
        int last = lastEnd(lines);
        if (first >= 0 && first == last) {
            // A marker without {mark} is the same for both ends: the block lies between the last two.
            first = lines.subList(0, last).lastIndexOf(begin);
        }
        int at;
        if (first >= 0 && last >= 0) {
            at = Math.min(first, last);
            lines.subList(at, Math.max(first, last) + 1).clear();
        } else {
            at = anchored(content, lines);
        }
        if (at > 0 && !lines.get(at - 1).endsWith("\n")) {
            lines.set(at - 1, lines.get(at - 1) + "\n");
        }
        lines.addAll(at, block);
        return String.join("", lines);
    }

    /** The last line of a file may lack its newline, and be the end of a block all the same. */
    private int lastEnd(List<String> lines) {
        int size = lines.size();
        return size > 0 && (lines.get(size - 1) + "\n").equals(end) ? size - 1 : lines.lastIndexOf(end);
    }

    private int anchored(String content, List<String> lines) {
        if (anchor.isEmpty()) {
            return before.isPresent() ? 0 : lines.size();
        }
        int line = anchor.get().multiline() ? lineOfMatch(content) : lineThatMatches(lines);
        if (line < 0) {
            return lines.size();
        }
        return before.isPresent() ? line : Math.min(lines.size(), line + 1);
    }

    private int lineThatMatches(List<String> lines) {
        int line = -1;
        for (int i = 0; i < lines.size(); i++) {
            line = anchor.get().isIn(lines.get(i)) ? i : line;
        }
        return line;
    }

    /** An expression over several lines, which its own flag asks for, is looked for in the whole file, once. */
    private int lineOfMatch(String content) {
        Matcher matcher = anchor.get().over(content);
        if (!matcher.find()) {
            return -1;
        }
        int place = before.isPresent() ? matcher.start() : matcher.end();
        return (int)
                content.substring(0, place).chars().filter(one -> one == '\n').count();
    }
}
