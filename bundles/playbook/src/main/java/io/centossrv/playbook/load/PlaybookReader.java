// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.load;

import io.centossrv.playbook.MistakeKind;
import io.centossrv.playbook.Position;
import io.centossrv.playbook.internal.parse.FreeForm;
import io.centossrv.playbook.internal.yaml.Value;
import io.centossrv.playbook.model.Keywords;
import io.centossrv.playbook.model.Play;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** Reads the plays of a playbook and of those that it imports. */
final class PlaybookReader {
    private static final Set<String> IMPORT =
            Set.of("import_playbook", "ansible.builtin.import_playbook", "ansible.legacy.import_playbook");

    private final Reading reading;
    private final StaticNames names;
    private final BiConsumer<Play, PlayFrame> frames;
    private final KeywordReader keywords;

    PlaybookReader(Reading reading, BiConsumer<Play, PlayFrame> frames) {
        this.reading = reading;
        this.names = new StaticNames(reading);
        this.frames = frames;
        this.keywords = new KeywordReader(reading);
    }

    List<Play> read(String file, Position from) {
        return read(PlayReader.PlayImport.none(file), from, 0);
    }

    private List<Play> read(PlayReader.PlayImport around, Position from, int depth) {
        List<Play> plays = new ArrayList<>();
        String file = around.file();
        int before = reading.mistakes().size();
        Optional<Value> document = reading.yaml(file, from);
        if (document.isEmpty() || document.get().plain() == null) {
            if (reading.mistakes().size() == before) {
                reading.addPlaceless("empty", MistakeKind.MALFORMED, new Position(file, 0, 0), "the playbook is empty");
            }
            return plays;
        }
        if (!(document.get() instanceof Value.Sequence list) || list.items().isEmpty()) {
            Position at = document.get().position();
            reading.add(
                    "bad-type",
                    MistakeKind.MALFORMED,
                    at,
                    at,
                    document.get() instanceof Value.Sequence
                            ? "a playbook must contain at least one play"
                            : "a playbook is a list of plays, not "
                                    + document.get().kind());
            return plays;
        }
        for (Value item : list.items()) {
            if (!(item instanceof Value.Mapping map)) {
                reading.add(
                        "bad-type",
                        MistakeKind.MALFORMED,
                        item.position(),
                        item.position(),
                        "a play is a map, not " + item.kind());
            } else if (map.entries().stream().anyMatch(entry -> IMPORT.contains(entry.key()))) {
                plays.addAll(imported(map, around, depth));
            } else {
                play(map, around).ifPresent(plays::add);
            }
        }
        return plays;
    }

    private Optional<Play> play(Value.Mapping map, PlayReader.PlayImport around) {
        PlayFrame frame = new PlayFrame(Paths.folder(around.file()));
        Optional<Play> play = new PlayReader(reading, new RoleReader(reading, names)).read(map, around, frame);
        play.ifPresent(one -> frames.accept(one, frame));
        return play;
    }

    private List<Play> imported(Value.Mapping map, PlayReader.PlayImport around, int depth) {
        Value.Entry entry = map.entries().stream()
                .filter(one -> IMPORT.contains(one.key()))
                .findFirst()
                .orElseThrow();
        if (!keywords.known(map, KeywordNames.IMPORT_PLAYBOOK, "'import_playbook'")) {
            return List.of();
        }
        if (!(entry.value().plain() instanceof String text)) {
            return refused(
                    map,
                    entry,
                    "'import_playbook' takes the path of a playbook, not "
                            + entry.value().kind());
        }
        if (depth > Around.DEEPEST) {
            reading.add(
                    "recursion",
                    MistakeKind.RECURSION,
                    entry.at(),
                    map.position(),
                    "these playbooks import each other more than " + Around.DEEPEST + " deep");
            return List.of();
        }
        String path;
        try {
            path = FreeForm.head(text).get(0);
        } catch (IllegalArgumentException e) {
            return refused(map, entry, e.getMessage());
        }
        Keywords own = keywords.read(map, Set.of(entry.key()));
        Map<String, Object> vars = new LinkedHashMap<>(around.vars());
        vars.putAll(own.vars());
        Around scope = Around.play(new PlayFrame(Paths.folder(around.file())));
        Optional<String> name = names.resolve(path, scope, vars, entry.value().position());
        if (name.isEmpty()) {
            return List.of();
        }
        List<Object> conditions = new ArrayList<>(around.conditions());
        conditions.addAll(list(own, "when"));
        List<Object> tags = new ArrayList<>(around.tags());
        tags.addAll(list(own, "tags"));
        String file = Paths.join(Paths.folder(around.file()), name.get());
        return read(
                new PlayReader.PlayImport(file, vars, tags, conditions),
                entry.value().position(),
                depth + 1);
    }

    private static List<Object> list(Keywords own, String name) {
        Optional<Object> value = own.value(name);
        if (value.isEmpty()) {
            return List.of();
        }
        return value.get() instanceof List<?> list ? new ArrayList<>(list) : List.of(value.get());
    }

    private List<Play> refused(Value.Mapping map, Value.Entry entry, String message) {
        reading.add("bad-type", MistakeKind.MALFORMED, entry.value().position(), map.position(), message);
        return List.of();
    }
}
