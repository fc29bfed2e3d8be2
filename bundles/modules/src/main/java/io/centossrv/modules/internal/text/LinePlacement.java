// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.text;

import io.centossrv.jinja.regex.Replacement;
import io.centossrv.playbook.module.Arguments;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;

/** {@code state: present} of {@code lineinfile}: where the line goes, and in whose place. */
final class LinePlacement {
    private static final String ADDED = "line added";
    private static final String UNCHANGED = "";
    private static final int NOWHERE = -1;

    private final String line;
    private final Optional<Expression> regexp;
    private final Optional<String> search;
    private final Optional<String> after;
    private final Optional<String> before;
    private final boolean backrefs;
    private final boolean firstMatch;

    LinePlacement(Arguments arguments) {
        line = ByteText.of(arguments.required("line"));
        regexp = arguments.text("regexp").map(Expression::ofBytes);
        search = arguments.text("search_string").map(ByteText::of);
        before = arguments.text("insertbefore");
        after = before.isPresent()
                ? Optional.empty()
                : arguments.text("insertafter").or(() -> Optional.of("EOF"));
        backrefs = arguments.flag("backrefs");
        firstMatch = arguments.flag("firstmatch");
    }

    /** Changes the lines and returns what was done; an empty text where nothing was. */
    String place(List<String> lines) {
        Optional<Expression> anchor = before.filter(text -> !text.equals("BOF"))
                .or(() -> after.filter(text -> !text.equals("BOF") && !text.equals("EOF")))
                .map(Expression::ofBytes);
        Optional<Found> found = match(lines);
        if (found.isPresent()) {
            return replace(lines, found.get().at, found.get().line);
        }
        int at = NOWHERE;
        int exact = NOWHERE;
        for (int i = 0; i < lines.size(); i++) {
            if (ByteText.bare(lines.get(i)).equals(line)) {
                exact = i;
            } else if (anchor.isPresent() && anchor.get().isIn(lines.get(i))) {
                at = after.isPresent() ? i + 1 : i;
                if (firstMatch) {
                    break;
                }
            }
        }
        if (exact != NOWHERE) {
            return replace(lines, exact, line);
        }
        if (backrefs || isThereInParts(lines)) {
            return UNCHANGED;
        }
        boolean thereAlready = after.isPresent() && at != NOWHERE && isAt(lines, at);
        return thereAlready ? UNCHANGED : insert(lines, at);
    }

    /** The search for the place may have ended before the line was seen. */
    private boolean isAt(List<String> lines, int at) {
        return ByteText.bare(lines.get(Math.min(at, lines.size() - 1))).equals(line);
    }

    private Optional<Found> match(List<String> lines) {
        Optional<Found> found = Optional.empty();
        for (int i = 0; i < lines.size() && !(firstMatch && found.isPresent()); i++) {
            if (regexp.isPresent()) {
                Matcher matcher = regexp.get().over(lines.get(i));
                if (matcher.find()) {
                    found = Optional.of(new Found(i, backrefs ? expanded(matcher) : line));
                }
            } else if (search.isPresent() && lines.get(i).contains(search.get())) {
                found = Optional.of(new Found(i, line));
            }
        }
        return found;
    }

    private String expanded(Matcher matcher) {
        return Replacement.of(line).expand(matcher);
    }

    private static String replace(List<String> lines, int at, String by) {
        String whole = by.endsWith("\n") ? by : by + "\n";
        // A text of several lines was written here before where its beginning, or another part of it, is what matched.
        int parts = ByteText.lines(whole).size();
        for (int from = Math.max(0, at - parts + 1); from <= at; from++) {
            if (String.join("", lines.subList(from, Math.min(lines.size(), from + parts)))
                    .equals(whole)) {
                return UNCHANGED;
            }
        }
        lines.set(at, whole);
        return "line replaced";
    }

    /** A text of several lines is never one line of the file: Ansible adds it again each time. */
    private boolean isThereInParts(List<String> lines) {
        List<String> parts = ByteText.lines(line + "\n");
        if (parts.size() > 1) {
            for (int from = 0; from + parts.size() <= lines.size(); from++) {
                if (lines.subList(from, from + parts.size()).equals(parts)) {
                    return true;
                }
            }
        }
        return false;
    }

    private String insert(List<String> lines, int at) {
        if (before.filter("BOF"::equals).isPresent()
                || after.filter("BOF"::equals).isPresent()) {
            lines.add(0, line + "\n");
            return ADDED;
        }
        int place = at == NOWHERE ? lines.size() : at;
        // Ansible glues the line to a last one that has no newline, and adds it again the next time.
        if (place == lines.size() && place > 0 && !endsLine(lines.get(place - 1))) {
            lines.set(place - 1, lines.get(place - 1) + "\n");
        }
        lines.add(place, line + "\n");
        return ADDED;
    }

    private static boolean endsLine(String text) {
        return text.endsWith("\n") || text.endsWith("\r");
    }

    /**
     * A line that is to be replaced.
     *
     * @param at its index
     * @param line by what
     */
    private record Found(int at, String line) {}
}
