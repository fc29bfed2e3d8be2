// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.text;

import io.centossrv.playbook.module.Arguments;
import io.centossrv.playbook.module.ModuleFailure;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a task of {@code ini_file} does to the lines of one section. */
final class IniEdit {
    private static final String CHANGED = "option changed";
    private static final String ADDED = "option added";
    private static final Pattern NO_OPTION = Pattern.compile("[ \t]*([#;].*)?\n?", Pattern.UNIX_LINES);

    private final IniText ini;
    private final String sectionName;
    private final Optional<String> option;
    private final List<String> values;
    private final boolean present;
    private final boolean exclusive;
    private final boolean valueless;
    private final String equalSign;

    IniEdit(Arguments arguments, IniText ini) {
        this.ini = ini;
        sectionName = arguments.text("section").orElse("");
        option = arguments.text("option").filter(text -> !text.isEmpty());
        values = new ArrayList<>(
                new LinkedHashSet<>(arguments.text("value").map(List::of).orElse(arguments.texts("values"))));
        present = arguments.required("state").equals("present");
        exclusive = arguments.flag("exclusive");
        valueless = arguments.flag("allow_no_value");
        equalSign = arguments.flag("no_extra_spaces") ? "=" : " = ";
    }

    void run() {
        boolean found = ini.open(sectionName);
        if (!present) {
            remove();
        } else if (found) {
            if (option.isPresent()) {
                set();
            } else if (exclusive && !valueless) {
                throw new ModuleFailure("option is required where value or values are given");
            }
        } else {
            appendSection();
        }
    }

    private void appendSection() {
        ini.append("[" + sectionName + "]\n");
        ini.did(
                option.isPresent() && (valueless || !values.isEmpty())
                        ? "section and option added"
                        : "only section added");
        if (option.isPresent()) {
            if (values.isEmpty() && valueless) {
                ini.append(option.get() + "\n");
            }
            values.forEach(value -> ini.append(assignment(value)));
        }
    }

    private void remove() {
        List<String> kept = new ArrayList<>(ini.section());
        if (option.isEmpty()) {
            if (!kept.isEmpty()) {
                ini.replace(new ArrayList<>());
                ini.did("section removed");
            }
            return;
        }
        kept.removeIf(line -> {
            Matcher matcher = matcher("", line);
            return matcher.lookingAt() && (exclusive || values.contains(matcher.group("value")));
        });
        if (!kept.equals(ini.section())) {
            ini.replace(kept);
            ini.did(CHANGED);
        }
    }

    private void set() {
        List<String> lines = ini.section();
        boolean[] done = new boolean[lines.size()];
        boolean hasValueless = keepWanted(lines, done);
        if (exclusive && !valueless) {
            for (int i = 0; i < lines.size() && !values.isEmpty(); i++) {
                if (!done[i] && isOption(lines.get(i))) {
                    put(lines, i, assignment(values.remove(0)));
                    done[i] = true;
                }
            }
            // The heading is never an option; neither is the first line where there is no heading.
            int first = sectionName.isEmpty() ? 0 : 1;
            for (int i = lines.size() - 1; i >= first; i--) {
                if (!done[i] && isOption(lines.get(i))) {
                    lines.remove(i);
                    ini.did(CHANGED);
                }
            }
        }
        add(lines, hasValueless);
    }

    /** Rewrites the lines that have one of the values already, also those that are commented out. */
    private boolean keepWanted(List<String> lines, boolean[] done) {
        boolean hasValueless = false;
        for (int i = 0; i < lines.size(); i++) {
            Matcher matcher = matcher("[#;]?", lines.get(i));
            if (!matcher.lookingAt()) {
                continue;
            }
            String value = matcher.group("value");
            if (values.remove(value)) {
                boolean bare = value.isEmpty() && valueless;
                hasValueless |= bare;
                put(lines, i, bare ? option.get() + "\n" : assignment(value));
                done[i] = true;
            } else if (values.isEmpty() && valueless) {
                put(lines, i, option.get() + "\n");
                done[i] = true;
                return true;
            }
        }
        return hasValueless;
    }

    /** Adds what is missing behind the last line that is neither blank nor a comment. */
    private void add(List<String> lines, boolean hasValueless) {
        int at = lines.size();
        while (at > 0 && NO_OPTION.matcher(lines.get(at - 1)).matches()) {
            at--;
        }
        if (at == 0 && !sectionName.isEmpty()) {
            return;
        }
        List<String> missing = new ArrayList<>();
        values.forEach(value -> missing.add(assignment(value)));
        if (values.isEmpty() && valueless && !hasValueless) {
            missing.add(option.get() + "\n");
        }
        if (!missing.isEmpty()) {
            lines.addAll(at, missing);
            ini.did(ADDED);
        }
    }

    private void put(List<String> lines, int at, String line) {
        if (!lines.set(at, line).equals(line)) {
            ini.did(CHANGED);
        }
    }

    private boolean isOption(String line) {
        return matcher("[#;]?", line).lookingAt();
    }

    private Matcher matcher(String before, String line) {
        String name = Pattern.quote(option.orElseThrow());
        return Pattern.compile(before + "[ \t]*" + name + "[ \t]*(?:=|$)[ \t]*(?<value>.*)", Pattern.UNIX_LINES)
                .matcher(line);
    }

    private String assignment(String value) {
        return option.orElseThrow() + equalSign + value + "\n";
    }
}
