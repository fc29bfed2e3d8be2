// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.text;

import java.util.ArrayList;
import java.util.List;

/** The lines of an INI file: those of one section can be changed, those before and behind it stay. */
final class IniText {
    private final List<String> before;
    private List<String> section = new ArrayList<>();
    private List<String> behind = List.of();
    private boolean changed;
    private String message = "OK";

    IniText(String text) {
        List<String> lines = new ArrayList<>(ByteText.lines(text));
        if (lines.isEmpty()) {
            lines.add("\n");
        }
        String last = lines.get(lines.size() - 1);
        if (!last.endsWith("\n")) {
            lines.set(lines.size() - 1, last + "\n");
            changed = true;
        }
        before = lines;
    }

    /**
     * Makes a section's lines, its heading first, those that can be changed.
     *
     * @param name of the section; empty for the lines before the first one, which have no heading
     * @return whether there is such a section
     */
    boolean open(String name) {
        int from = -1;
        if (name.isEmpty()) {
            from = 0;
        }
        int to = before.size();
        for (int i = 0; i < before.size(); i++) {
            String line = before.get(i);
            if (!name.isEmpty() && line.startsWith("[" + name + "]")) {
                from = i;
            } else if (line.startsWith("[") && from >= 0) {
                to = i;
                break;
            }
        }
        if (from < 0) {
            return false;
        }
        behind = new ArrayList<>(before.subList(to, before.size()));
        section = new ArrayList<>(before.subList(from, to));
        before.subList(from, before.size()).clear();
        return true;
    }

    /** Returns the lines of the section. */
    List<String> section() {
        return section;
    }

    void replace(List<String> lines) {
        section = lines;
    }

    void append(String line) {
        behind = new ArrayList<>(behind);
        behind.add(line);
    }

    void did(String what) {
        changed = true;
        message = what;
    }

    boolean changed() {
        return changed;
    }

    String message() {
        return message;
    }

    String text() {
        return String.join("", before) + String.join("", section) + String.join("", behind);
    }
}
