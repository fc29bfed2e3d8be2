// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.load;

import io.centossrv.playbook.MistakeKind;
import io.centossrv.playbook.internal.yaml.Plain;
import io.centossrv.playbook.internal.yaml.Value;
import io.centossrv.playbook.model.Keyword;
import io.centossrv.playbook.model.Keywords;
import io.centossrv.playbook.model.Node;
import io.centossrv.playbook.model.Play;
import io.centossrv.playbook.model.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one play. */
final class PlayReader {
    private static final Set<String> APART = Set.of(
            "name",
            "hosts",
            "vars_files",
            "vars_prompt",
            "roles",
            "pre_tasks",
            "tasks",
            "post_tasks",
            "handlers",
            "user");

    private final Reading reading;
    private final RoleReader roles;
    private final KeywordReader keywords;
    private final PlayVariables variables;

    PlayReader(Reading reading, RoleReader roles) {
        this.reading = reading;
        this.roles = roles;
        this.keywords = new KeywordReader(reading);
        this.variables = new PlayVariables(reading);
    }

    /** Returns the play; empty with a mistake. */
    Optional<Play> read(Value.Mapping map, PlayImport from, PlayFrame frame) {
        if (!keywords.known(map, KeywordNames.PLAY, "a play")) {
            return Optional.empty();
        }
        Keywords own = from.over(keywords.read(map, APART));
        if (map.entry("user").isPresent()) {
            own = user(map, own);
        }
        frame.vars().putAll(own.vars());
        List<Object> files = variables.files(map);
        variables.visible(files, frame);
        List<Map<String, Object>> prompts = variables.prompts(map);
        Around around = Around.play(frame);
        List<Role> used = map.entry("roles")
                .map(entry -> roles.list(entry, Optional.empty(), around))
                .orElse(List.of());
        List<Node> handlers = new ArrayList<>(list(map, "handlers", around.handlers(true)));
        List<Node> before = list(map, "pre_tasks", around);
        List<Node> after = list(map, "post_tasks", around);
        List<Node> tasks = list(map, "tasks", around);
        List<String> hosts = hosts(map);
        List<Role> all = new ArrayList<>(used);
        all.addAll(frame.imported());
        handlers.addAll(frame.handlers());
        String name = map.entry("name")
                .map(entry -> entry.value().plain())
                .map(String::valueOf)
                .filter(text -> !text.isEmpty())
                .orElseGet(() -> String.join(",", hosts));
        return Optional.of(new Play(
                name,
                hosts,
                own,
                from.conditions(),
                files,
                prompts,
                all,
                before,
                tasks,
                after,
                handlers,
                from.file(),
                map.position()));
    }

    private Keywords user(Value.Mapping map, Keywords own) {
        Value.Entry entry = map.entry("user").orElseThrow();
        if (map.entry("remote_user").isPresent()) {
            reading.add(
                    "conflicting-keywords",
                    MistakeKind.MALFORMED,
                    entry.at(),
                    map.position(),
                    "both 'user' and 'remote_user' are set for this play");
        }
        Keyword keyword = Plain.keyword(entry);
        return own.with("remote_user", keyword);
    }

    private List<Node> list(Value.Mapping map, String name, Around around) {
        return map.entry(name)
                .map(entry -> roles.tasks().nodes(entry.value(), around, map.position(), name))
                .orElse(List.of());
    }

    private List<String> hosts(Value.Mapping map) {
        Optional<Value.Entry> entry = map.entry("hosts");
        if (entry.isEmpty()) {
            reading.add(
                    "missing-required",
                    MistakeKind.MALFORMED,
                    map.position(),
                    map.position(),
                    "the field 'hosts' is required but was not set");
            return List.of();
        }
        Value value = entry.get().value();
        List<Value> items = value instanceof Value.Sequence list ? list.items() : List.of(value);
        Set<String> wrong = new HashSet<>();
        List<String> hosts = new ArrayList<>();
        for (Value item : items) {
            if (item.plain() instanceof String text && !text.isBlank()) {
                hosts.add(text);
            } else if (item instanceof Value.Scalar scalar && scalar.plain() instanceof Number) {
                hosts.add(String.valueOf(scalar.plain()));
            } else {
                wrong.add(item.plain() == null || item.plain().equals("") ? "nothing" : item.kind());
            }
        }
        if (hosts.isEmpty() || !wrong.isEmpty()) {
            reading.add(
                    "bad-hosts",
                    MistakeKind.MALFORMED,
                    value.position(),
                    map.position(),
                    hosts.isEmpty() && (wrong.isEmpty() || wrong.contains("nothing"))
                            ? "Hosts list cannot be empty: 'hosts' names no host"
                            : "'hosts' takes a pattern or a list of patterns, not " + String.join(", ", wrong));
        }
        return hosts;
    }

    /** What an import of the playbook adds. */
    record PlayImport(String file, Map<String, Object> vars, List<Object> tags, List<Object> conditions) {
        static PlayImport none(String file) {
            return new PlayImport(file, Map.of(), List.of(), List.of());
        }

        Keywords over(Keywords own) {
            Keywords all = own;
            if (!vars.isEmpty()) {
                Map<Object, Object> merged = new LinkedHashMap<>(own.vars());
                merged.putAll(vars);
                all = all.with("vars", replaced(own, "vars", merged));
            }
            if (!tags.isEmpty()) {
                List<Object> merged = new ArrayList<>(tags);
                own.value("tags").ifPresent(value -> {
                    if (value instanceof List<?> list) {
                        merged.addAll(list);
                    } else {
                        merged.add(value);
                    }
                });
                all = all.with("tags", replaced(own, "tags", merged));
            }
            return all;
        }

        private Keyword replaced(Keywords own, String name, Object value) {
            return own.get(name)
                    .map(keyword -> new Keyword(value, keyword.at(), keyword.place()))
                    .orElseGet(() -> {
                        io.centossrv.playbook.Position at = new io.centossrv.playbook.Position(file, 1, 1);
                        return new Keyword(value, at, io.centossrv.playbook.model.Place.of(at));
                    });
        }
    }
}
