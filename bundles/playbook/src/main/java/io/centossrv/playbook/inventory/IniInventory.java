// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.inventory;

import io.centossrv.jinja.ansible.Literals;
import io.centossrv.playbook.Mistake;
import io.centossrv.playbook.MistakeKind;
import io.centossrv.playbook.Position;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an inventory in Ansible's INI (plugins/inventory/ini.py). */
final class IniInventory {
    private static final Pattern SECTION = Pattern.compile("\\[([^:\\]\\s]+)(?::(\\w+))?\\]\\s*(?:#.*)?");
    private static final Pattern GROUP = Pattern.compile("([^:\\]\\s]+)\\s*(?:#.*)?");

    private final InventoryDraft draft;
    private final String path;
    private final Map<String, Object> where;
    private final List<Mistake> mistakes;
    /** Groups that are spoken of and not yet there: by name, where that is. */
    private final Map<String, Pending> pending = new LinkedHashMap<>();

    private String group = InventoryDraft.UNGROUPED;
    private String kind = "hosts";
    private int number;

    private record Pending(int line, String kind, List<String> parents) {}

    IniInventory(InventoryDraft draft, String path, Map<String, Object> where, List<Mistake> mistakes) {
        this.draft = draft;
        this.path = path;
        this.where = where;
        this.mistakes = mistakes;
    }

    void read(String text) {
        for (String raw : text.split("\\R", -1)) {
            number++;
            String line = raw.strip();
            if (line.isEmpty() || line.charAt(0) == '#' || line.charAt(0) == ';') {
                continue;
            }
            Matcher section = SECTION.matcher(line);
            if (section.matches()) {
                section(section.group(1), Optional.ofNullable(section.group(2)).orElse("hosts"));
            } else if (line.startsWith("[") && line.endsWith("]")) {
                wrong(
                        number,
                        "Invalid section entry: '" + line
                                + "': a name has no spaces, and nothing but letters, digits and _");
            } else {
                line(line);
            }
        }
        pending.forEach((name, open) -> wrong(
                open.line(),
                open.kind().equals("vars")
                        ? "Section [" + name + ":vars] not valid for undefined group: " + name
                        : "Section [" + open.parents().get(0) + ":children] includes undefined group: " + name));
    }

    private void section(String name, String of) {
        group = name;
        kind = of;
        if (!List.of("hosts", "children", "vars").contains(of)) {
            wrong(number, "Section [" + name + ":" + of + "] has unknown type: " + of);
            return;
        }
        if (!draft.hasGroup(name)) {
            if (of.equals("vars")) {
                pending.putIfAbsent(name, new Pending(number, of, List.of()));
            }
            draft.addGroup(name);
        }
        if (!of.equals("vars")) {
            Pending open = pending.remove(name);
            if (open != null) {
                open.parents().forEach(parent -> child(parent, name));
            }
        }
    }

    private void line(String line) {
        try {
            switch (kind) {
                case "hosts" -> hosts(line);
                case "vars" -> variable(line);
                case "children" -> children(line);
                default -> {
                    // Of a section that was refused.
                }
            }
        } catch (IllegalArgumentException e) {
            wrong(number, e.getMessage());
        }
    }

    private void hosts(String line) {
        List<String> words = ShellWords.split(line);
        if (words.isEmpty()) {
            return;
        }
        String pattern = words.get(0);
        HostRange.Expanded expanded = HostRange.expand(pattern);
        if (pattern.endsWith(":") && expanded.port().isEmpty()) {
            throw new IllegalArgumentException("Invalid host pattern '" + pattern + "': a port is missing behind ':'");
        }
        if (pattern.equals("---")) {
            throw new IllegalArgumentException("'---' begins a YAML file: its name should end in .yml");
        }
        Map<String, Object> vars = new LinkedHashMap<>();
        expanded.port().ifPresent(port -> vars.put("ansible_port", port));
        for (String word : words.subList(1, words.size())) {
            int equals = word.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("Expected key=value host variable assignment, got: " + shown(word));
            }
            vars.put(word.substring(0, equals), Literals.orText(word.substring(equals + 1)));
        }
        expanded.names().forEach(name -> draft.addHost(name, group, where, vars));
    }

    private void variable(String line) {
        int equals = line.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException("Expected key=value, got: " + shown(line));
        }
        String name = line.substring(0, equals).strip();
        if (!draft.set(group, name, Literals.orText(line.substring(equals + 1).strip()))) {
            throw new IllegalArgumentException("'" + name + "' takes a whole number");
        }
    }

    /** Something that might be a password is not repeated whole. */
    private static String shown(String text) {
        return text.length() > 20 ? text.substring(0, 20) + "…" : text;
    }

    private void children(String line) {
        Matcher name = GROUP.matcher(line);
        if (!name.matches()) {
            throw new IllegalArgumentException("Expected group name, got: " + shown(line));
        }
        String child = name.group(1);
        if (draft.hasGroup(child)) {
            child(group, child);
        } else {
            pending.computeIfAbsent(child, one -> new Pending(number, "children", new ArrayList<>()))
                    .parents()
                    .add(group);
        }
    }

    private void child(String parent, String child) {
        if (!draft.addChild(parent, child)) {
            wrong(
                    number,
                    "Adding group '" + child + "' as child to '" + parent + "' creates a recursive dependency loop.");
        }
    }

    private void wrong(int line, String message) {
        Position at = new Position(path, line, 1);
        mistakes.add(new Mistake("bad-inventory", at, message, MistakeKind.OTHER, Optional.of(at)));
    }
}
