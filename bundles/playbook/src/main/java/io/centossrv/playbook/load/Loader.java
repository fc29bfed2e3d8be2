// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.load;

import io.centossrv.playbook.Mistake;
import io.centossrv.playbook.MistakeKind;
import io.centossrv.playbook.Position;
import io.centossrv.playbook.internal.yaml.Plain;
import io.centossrv.playbook.internal.yaml.Value;
import io.centossrv.playbook.model.Inclusion;
import io.centossrv.playbook.model.Keyword;
import io.centossrv.playbook.model.Keywords;
import io.centossrv.playbook.model.Loaded;
import io.centossrv.playbook.model.Node;
import io.centossrv.playbook.model.Place;
import io.centossrv.playbook.model.Play;
import io.centossrv.playbook.model.Playbook;
import io.centossrv.playbook.model.Role;
import io.centossrv.playbook.model.RoleRequest;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads playbooks, and what their plays include; of a play that it has read it knows the roles. */
final class Loader {
    private final LoadSettings settings;
    private final Map<Play, PlayFrame> frames = Collections.synchronizedMap(new IdentityHashMap<>());

    public Loader(LoadSettings settings) {
        this.settings = settings;
    }

    /** Returns the playbook at a path. */
    public Loaded<Playbook> playbook(String path) {
        Reading reading = new Reading(settings);
        String file = Paths.clean(path);
        List<Play> plays = new PlaybookReader(reading, frames::put).read(file, new Position(file, 0, 0));
        return loaded(reading, new Playbook(file, plays));
    }

    /** Returns what can be told to be wrong before it runs. */
    public List<Mistake> check(Playbook playbook) {
        return StaticChecks.of(playbook, settings.modules());
    }

    /** Returns the tasks of a file. */
    public Loaded<List<Node>> tasks(String path, Inclusion inclusion) {
        Reading reading = new Reading(settings);
        Around around = around(inclusion).file(path).handlers(inclusion.handlers());
        List<Node> nodes = reading.yaml(Paths.clean(path), new Position(path, 0, 0))
                .map(value -> {
                    if (!(value instanceof Value.Sequence) && value.plain() != null) {
                        reading.add(
                                "bad-type",
                                MistakeKind.MALFORMED,
                                value.position(),
                                value.position(),
                                "included task files must contain a list of tasks, not " + value.kind());
                        return List.<Node>of();
                    }
                    return new RoleReader(reading, new StaticNames(reading))
                            .tasks()
                            .nodes(value, around, value.position(), path);
                })
                .orElse(List.of());
        return loaded(reading, nodes);
    }

    /** Returns a role. */
    public Loaded<Role> role(RoleRequest request, Inclusion inclusion) {
        Reading reading = new Reading(settings);
        Position at = request.task().action().place().position();
        Keyword vars = new Keyword(request.vars(), at, Place.of(at));
        RoleUse use = new RoleUse(
                request.name(),
                request.vars().isEmpty() ? Keywords.NONE : new Keywords(Map.of("vars", vars)),
                Map.of(),
                inclusion.role().map(role -> Paths.folder(role.path())),
                request.from(),
                true,
                Optional.of(request.allowDuplicates()),
                request.checked(),
                RoleArguments.place(request.task()));
        Optional<Role> role = new RoleReader(reading, new StaticNames(reading)).read(use, around(inclusion));
        return new Loaded<>(
                reading.mistakes().isEmpty() ? role : Optional.empty(), reading.mistakes(), reading.warnings());
    }

    /** Returns the variables of a file. */
    public Loaded<Map<String, Object>> variables(String path) {
        Reading reading = new Reading(settings);
        Optional<Value> value = reading.yaml(Paths.clean(path), new Position(path, 0, 0));
        if (value.isPresent() && value.get() instanceof Value.Mapping map) {
            return loaded(reading, Plain.texts(map));
        }
        if (value.isPresent() && value.get().plain() != null) {
            reading.add(
                    "bad-type",
                    MistakeKind.MALFORMED,
                    value.get().position(),
                    value.get().position(),
                    path + " must be stored as a dictionary/hash, not "
                            + value.get().kind());
        }
        return loaded(reading, Map.of());
    }

    private Around around(Inclusion inclusion) {
        PlayFrame frame = frames.computeIfAbsent(inclusion.play(), play -> new PlayFrame(play.folder()));
        Map<String, Object> vars = new LinkedHashMap<>(inclusion.variables());
        Optional<Around.RoleHome> home =
                inclusion.role().map(role -> new Around.RoleHome(role.name(), role.path(), vars(role)));
        return new Around(frame, home, inclusion.files(), inclusion.handlers(), vars, 0);
    }

    private static Map<String, Object> vars(Role role) {
        Map<String, Object> vars = new LinkedHashMap<>(role.defaults());
        vars.putAll(role.vars());
        vars.putAll(role.params());
        return vars;
    }

    private static <T> Loaded<T> loaded(Reading reading, T value) {
        List<Mistake> mistakes = reading.mistakes();
        return new Loaded<>(mistakes.isEmpty() ? Optional.of(value) : Optional.empty(), mistakes, reading.warnings());
    }
}
