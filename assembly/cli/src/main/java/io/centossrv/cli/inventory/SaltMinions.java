// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.inventory;

import io.centossrv.cli.inventory.InventoryDraft.Host;
import io.centossrv.cli.json.Json;
import io.centossrv.cli.json.JsonArray;
import io.centossrv.cli.json.JsonObject;
import java.util.List;
import java.util.Set;

/** What {@code salt '*' grains.items --static --out=json} and {@code salt-run manage.status --out=json} print. */
final class SaltMinions {
    private static final Set<String> STATUS = Set.of("up", "down");
    private static final String ROLES = "roles";

    private final InventoryDraft draft;
    private final Mistakes mistakes;
    private final Set<String> tags;

    SaltMinions(InventoryDraft draft, Mistakes mistakes, Set<String> tags) {
        this.draft = draft;
        this.mistakes = mistakes;
        this.tags = tags;
    }

    void read(Json json) {
        if (!(json instanceof JsonObject minions)) {
            mistakes.add("", "is no object of minions");
            return;
        }
        boolean status = !minions.fields().isEmpty()
                && STATUS.containsAll(minions.fields().keySet())
                && minions.fields().values().stream().allMatch(JsonArray.class::isInstance);
        if (status) {
            STATUS.stream().sorted().forEach(state -> names(minions.array(state).items(), "/" + state));
            return;
        }
        minions.fields().forEach((name, grains) -> {
            String at = Mistakes.step("", name);
            draft.host(name, at).ifPresent(host -> {
                // a minion that did not answer is false, or a text that says so
                if (grains instanceof JsonObject known) {
                    grains(host, known, at);
                }
            });
        });
    }

    private void names(List<Json> names, String at) {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i) instanceof Json.Text name) {
                draft.host(name.value(), at + "/" + i);
            } else {
                mistakes.add(at + "/" + i, "is no name of a minion");
            }
        }
    }

    private void grains(Host host, JsonObject grains, String at) {
        List<Json> roles = grains.array(ROLES).items();
        for (int i = 0; i < roles.size(); i++) {
            String place = at + "/" + ROLES + "/" + i;
            if (roles.get(i) instanceof Json.Text role) {
                host.role(role.value(), place);
            } else {
                mistakes.add(place, "is no role");
            }
        }
        grains.text(ROLES).ifPresent(role -> host.role(role, at + "/" + ROLES));
        tags.forEach(tag -> grains.get(tag).ifPresent(value -> host.tag(tag, value, Mistakes.step(at, tag))));
    }
}
