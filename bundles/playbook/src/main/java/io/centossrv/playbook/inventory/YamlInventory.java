// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.inventory;

import io.centossrv.playbook.Mistake;
import io.centossrv.playbook.MistakeKind;
import io.centossrv.playbook.Position;
import io.centossrv.playbook.internal.yaml.Plain;
import io.centossrv.playbook.internal.yaml.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads an inventory in YAML or JSON (plugins/inventory/yaml.py). */
final class YamlInventory {
    private final InventoryDraft draft;
    private final Map<String, Object> where;
    private final List<Mistake> mistakes;
    private final List<Mistake> warnings;

    YamlInventory(InventoryDraft draft, Map<String, Object> where, List<Mistake> mistakes, List<Mistake> warnings) {
        this.draft = draft;
        this.where = where;
        this.mistakes = mistakes;
        this.warnings = warnings;
    }

    void read(Value.Mapping map) {
        Optional<Value.Entry> plugin = map.entry("plugin");
        if (plugin.isPresent()) {
            wrong(plugin.get().at(), "inventory plugins are not supported: give their output as YAML");
            return;
        }
        map.entries().forEach(this::group);
    }

    private void group(Value.Entry entry) {
        Value value = entry.value();
        if (value.plain() != null && !(value instanceof Value.Mapping)) {
            warn(entry.at(), "'" + entry.key() + "' is left out: a group is a map, not " + value.kind());
            return;
        }
        draft.addGroup(entry.key());
        if (value instanceof Value.Mapping map) {
            for (Value.Entry part : map.entries()) {
                part(entry.key(), part);
            }
        }
    }

    private void part(String group, Value.Entry part) {
        if (!List.of("vars", "children", "hosts").contains(part.key())) {
            warn(
                    part.at(),
                    "'" + part.key() + "' is left out of group '" + group
                            + "': only \"vars\", \"children\" and \"hosts\" are valid");
            return;
        }
        Value value = part.value();
        if (value.plain() == null) {
            return;
        }
        if (value instanceof Value.Scalar scalar && scalar.plain() instanceof String name) {
            Value nothing = new Value.Scalar(Optional.empty(), false, value.position());
            one(group, part.key(), new Value.Entry(name, value.position(), nothing));
        } else if (value instanceof Value.Mapping map) {
            map.entries().forEach(entry -> one(group, part.key(), entry));
        } else {
            wrong(
                    value.position(),
                    "Invalid \"" + part.key() + "\" entry for \"" + group + "\" group, requires a dictionary, found "
                            + value.kind() + " instead.");
        }
    }

    private void one(String group, String part, Value.Entry entry) {
        switch (part) {
            case "vars" -> {
                if (!draft.set(group, entry.key(), Plain.of(entry.value()))) {
                    wrong(entry.value().position(), "'" + entry.key() + "' takes a whole number");
                }
            }
            case "children" -> {
                group(entry);
                if (draft.hasGroup(entry.key()) && !draft.addChild(group, entry.key())) {
                    wrong(
                            entry.at(),
                            "Adding group '" + entry.key() + "' as child to '" + group
                                    + "' creates a recursive dependency loop.");
                }
            }
            default -> host(group, entry);
        }
    }

    private void host(String group, Value.Entry entry) {
        if (!(entry.name() instanceof String)) {
            wrong(
                    entry.at(),
                    "Host pattern " + entry.key() + " must be a string. Enclose integers/floats in quotation marks.");
            return;
        }
        try {
            HostRange.Expanded expanded = HostRange.expand(entry.key());
            Map<String, Object> vars = new LinkedHashMap<>();
            expanded.port().ifPresent(port -> vars.put("ansible_port", port));
            if (entry.value() instanceof Value.Mapping map) {
                vars.putAll(Plain.texts(map));
            } else if (entry.value().plain() != null) {
                wrong(
                        entry.value().position(),
                        "the variables of a host are a map, not "
                                + entry.value().kind());
            }
            expanded.names().forEach(name -> draft.addHost(name, group, where, vars));
        } catch (IllegalArgumentException e) {
            wrong(entry.at(), e.getMessage());
        }
    }

    private void warn(Position at, String message) {
        warnings.add(new Mistake("bad-inventory", at, message));
    }

    private void wrong(Position at, String message) {
        mistakes.add(new Mistake("bad-inventory", at, message, MistakeKind.OTHER, Optional.of(at)));
    }
}
