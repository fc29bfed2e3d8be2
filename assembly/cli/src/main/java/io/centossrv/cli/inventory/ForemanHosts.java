// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.inventory;

import io.centossrv.cli.inventory.InventoryDraft.Host;
import io.centossrv.cli.json.Json;
import io.centossrv.cli.json.JsonArray;
import io.centossrv.cli.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What {@code hammer --output json host list} prints, and what {@code /api/hosts} answers. */
final class ForemanHosts {
    private final InventoryDraft draft;
    private final Mistakes mistakes;
    private final Set<String> tags;

    ForemanHosts(InventoryDraft draft, Mistakes mistakes, Set<String> tags) {
        this.draft = draft;
        this.mistakes = mistakes;
        this.tags = tags;
    }

    void read(Json json) {
        boolean api = json instanceof JsonObject;
        String at = api ? "/results" : "";
        Json list = json instanceof JsonObject answer ? answer.get("results").orElse(new Json.None()) : json;
        if (!(list instanceof JsonArray hosts)) {
            mistakes.add(at, "is no list of hosts");
            return;
        }
        if (json instanceof JsonObject answer
                && answer.number("subtotal")
                        .filter(all -> all > hosts.items().size())
                        .isPresent()) {
            mistakes.add("/subtotal", "says that there are more hosts than are here: ask for all, per_page=all");
        }
        for (int i = 0; i < hosts.items().size(); i++) {
            if (hosts.items().get(i) instanceof JsonObject host) {
                host(host, at + "/" + i);
            } else {
                mistakes.add(at + "/" + i, "is no host");
            }
        }
    }

    private void host(JsonObject host, String at) {
        Optional<String> name = first(host, "Name", "name");
        if (name.isEmpty()) {
            mistakes.add(at, "has no name");
            return;
        }
        draft.host(name.get(), at).ifPresent(found -> {
            first(host, "Host Group", "hostgroup_title", "hostgroup_name")
                    .ifPresent(path -> hostGroup(found, path, at));
            first(host, "Location", "location_name").ifPresent(place -> found.site(place, at));
            first(host, "Organization", "organization_name")
                    .ifPresent(text -> found.tag("organization", new Json.Text(text), at));
            first(host, "Puppet Environment", "environment_name")
                    .ifPresent(text -> found.tag("environment", new Json.Text(text), at));
            parameters(found, host, "all_parameters", at);
            parameters(found, host, "parameters", at);
        });
    }

    /** A host group {@code base/web} is a group base-web, which is in the group base. */
    private void hostGroup(Host host, String path, String at) {
        Optional<String> outer = Optional.empty();
        StringBuilder whole = new StringBuilder();
        for (String step : path.split("/", -1)) {
            whole.append(whole.isEmpty() ? "" : "/").append(step);
            Optional<String> here = draft.group(whole.toString(), at);
            if (here.isEmpty()) {
                return;
            }
            outer.ifPresent(group -> draft.part(group, here.get()));
            outer = here;
        }
        outer.ifPresent(host::joins);
    }

    private void parameters(Host found, JsonObject host, String field, String at) {
        List<JsonObject> parameters = host.objects(field);
        for (int i = 0; i < parameters.size(); i++) {
            JsonObject parameter = parameters.get(i);
            String place = at + "/" + field + "/" + i;
            parameter.text("name").filter(tags::contains).ifPresent(name -> parameter
                    .get("value")
                    .ifPresent(value -> found.tag(name, value, place)));
        }
    }

    private static Optional<String> first(JsonObject host, String... fields) {
        for (String field : fields) {
            Optional<String> text = host.text(field).filter(value -> !value.isBlank());
            if (text.isPresent()) {
                return text;
            }
        }
        return Optional.empty();
    }
}
