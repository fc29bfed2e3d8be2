// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A table of fstab(5). Lines that are no entries stay as they are. */
final class Fstab {
    private final List<String> lines;

    Fstab(String text) {
        lines = text.lines().toList();
    }

    /**
     * An entry to be there.
     *
     * @param source empty where any will do
     */
    record Entry(Optional<String> source, String path, String type, String options, String dump, String pass) {
        String line() {
            return String.join(
                    " ",
                    escaped(source.orElse("none")),
                    escaped(path),
                    escaped(type),
                    escaped(options),
                    escaped(dump),
                    escaped(pass));
        }
    }

    static String escaped(String field) {
        return field.replace("\\", "\\134")
                .replace(" ", "\\040")
                .replace("\t", "\\011")
                .replace("&", "\\046");
    }

    /** Returns the text with this entry in place of the one for its path, or at the end. */
    String with(Entry entry) {
        List<String> written = new ArrayList<>();
        boolean there = false;
        for (String line : lines) {
            boolean its = isFor(entry.path(), entry.source()).test(line);
            there |= its;
            boolean same = String.join(" ", line.strip().split("\\s+")).equals(entry.line());
            written.add(its && !same ? entry.line() : line);
        }
        if (!there) {
            written.add(entry.line());
        }
        return text(written);
    }

    /** Returns the text without the entry for a path. */
    String without(String path, Optional<String> source) {
        return text(lines.stream().filter(isFor(path, source).negate()).toList());
    }

    /** Returns the text as it is, with a newline at its end. */
    String text() {
        return text(lines);
    }

    private static String text(List<String> lines) {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    /** Several swap areas have the path none: there the source tells them apart. */
    private static Predicate<String> isFor(String path, Optional<String> source) {
        return line -> {
            String[] fields = line.strip().split("\\s+");
            boolean entry = fields.length >= 4 && fields.length <= 6 && !fields[0].startsWith("#");
            if (!entry || !fields[1].equals(escaped(path))) {
                return false;
            }
            boolean swap = fields[1].equals("none") && fields[2].equals("swap");
            return !swap || source.isEmpty() || fields[0].equals(escaped(source.get()));
        };
    }
}
