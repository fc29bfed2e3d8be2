// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.engine;

import io.centossrv.jinja.value.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code add_host} and {@code group_by}: they say what is to be added, the run adds it. */
final class InventoryActions {
    private static final Set<String> NO_VARIABLES = Set.of("name", "hostname", "groupname", "groups");

    private InventoryActions() {}

    static Map<String, Object> addHost(ActionCall call) {
        Object name = first(call, "name", "hostname", "host")
                .orElseThrow(() -> new TaskFailure("name, host or hostname needs to be provided"));
        String host = Text.of(name);
        Map<String, Object> vars = new LinkedHashMap<>();
        call.arguments().forEach((key, value) -> {
            if (!NO_VARIABLES.contains(key)) {
                vars.put(key, value);
            }
        });
        int colon = host.lastIndexOf(':');
        if (colon > 0 && colon == host.indexOf(':') && host.substring(colon + 1).matches("\\d+")) {
            vars.put("ansible_ssh_port", Long.valueOf(host.substring(colon + 1)));
            host = host.substring(0, colon);
        }
        List<Object> groups = new ArrayList<>();
        for (String group : names(first(call, "groupname", "groups", "group").orElse(""))) {
            if (!groups.contains(group)) {
                groups.add(group);
            }
        }
        Map<String, Object> added = new LinkedHashMap<>();
        added.put("host_name", host);
        added.put("groups", groups);
        added.put("host_vars", vars);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("changed", false);
        result.put("add_host", added);
        return result;
    }

    private static Optional<Object> first(ActionCall call, String... names) {
        for (String name : names) {
            if (call.argument(name).isPresent()) {
                return call.argument(name);
            }
        }
        return Optional.empty();
    }

    private static List<String> names(Object value) {
        List<String> names = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.forEach(each -> names.add(Text.of(each).strip()));
        } else if (Text.isText(value)) {
            for (String name : Text.of(value).split(",")) {
                if (!name.isBlank()) {
                    names.add(name.strip());
                }
            }
        } else {
            throw new TaskFailure("Groups must be specified as a list.");
        }
        return names;
    }

    static Map<String, Object> groupBy(ActionCall call) {
        Actions.only(call, "group_by", Set.of("key", "parents"));
        Object key = call.argument("key")
                .orElseThrow(() -> new TaskFailure("the 'key' param is required when using group_by"));
        List<Object> parents = new ArrayList<>();
        names(call.argument("parents").orElse("all")).forEach(name -> parents.add(name.replace(' ', '-')));
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("changed", false);
        result.put("add_group", Text.of(key).replace(' ', '-'));
        result.put("parent_groups", parents);
        return result;
    }
}
