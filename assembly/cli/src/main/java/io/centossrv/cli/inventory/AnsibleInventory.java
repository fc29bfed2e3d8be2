// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.inventory;

import io.centossrv.cli.json.Json;
import io.centossrv.cli.json.JsonArray;
import io.centossrv.cli.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What {@code ansible-inventory --list} and inventory scripts print. */
final class AnsibleInventory {
    private static final String META = "_meta";
    /** Groups that each inventory has. */
    private static final Set<String> IMPLIED = Set.of("all", "ungrouped");

    private final InventoryDraft draft;
    private final Mistakes mistakes;
    private final Set<String> tags;

    AnsibleInventory(InventoryDraft draft, Mistakes mistakes, Set<String> tags) {
        this.draft = draft;
        this.mistakes = mistakes;
        this.tags = tags;
    }

    void read(Json json) {
        if (!(json instanceof JsonObject inventory)) {
            mistakes.add("", "is no object of groups");
            return;
        }
        inventory.fields().forEach((name, group) -> {
            if (!name.equals(META)) {
                group(name, group, Mistakes.step("", name));
            }
        });
        JsonObject variables = inventory.object(META).object("hostvars");
        variables.fields().forEach((name, values) -> variables(name, values, Mistakes.step("/_meta/hostvars", name)));
    }

    private void group(String name, Json group, String at) {
        Optional<String> here = IMPLIED.contains(name) ? Optional.empty() : draft.group(name, at);
        // a script may say a list of hosts alone
        boolean bare = group instanceof JsonArray;
        if (!bare && !(group instanceof JsonObject)) {
            mistakes.add(at, "is no group: neither an object nor a list of hosts");
            return;
        }
        JsonObject object = bare ? JsonObject.with().put("hosts", group).build() : (JsonObject) group;
        String hosts = bare ? at : at + "/hosts";
        names(object, "hosts", hosts)
                .forEach((place, host) -> draft.host(host, place).ifPresent(found -> here.ifPresent(found::joins)));
        names(object, "children", at + "/children").forEach((place, child) -> {
            if (!IMPLIED.contains(child)) {
                Optional<String> part = draft.group(child, place);
                here.ifPresent(whole -> part.ifPresent(inner -> draft.part(whole, inner)));
            }
        });
    }

    private Map<String, String> names(JsonObject group, String field, String at) {
        Map<String, String> names = new java.util.LinkedHashMap<>();
        if (group.get(field).filter(value -> !(value instanceof JsonArray)).isPresent()) {
            mistakes.add(at, "is no list of names");
        }
        List<Json> items = group.array(field).items();
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof Json.Text text) {
                names.put(at + "/" + i, text.value());
            } else {
                mistakes.add(at + "/" + i, "is no name");
            }
        }
        return names;
    }

    private void variables(String name, Json values, String at) {
        if (!(values instanceof JsonObject object)) {
            mistakes.add(at, "is no object of variables");
            return;
        }
        draft.host(name, at)
                .ifPresent(host -> tags.forEach(
                        tag -> object.get(tag).ifPresent(value -> host.tag(tag, value, Mistakes.step(at, tag)))));
    }
}
