// SPDX-License-Identifier: Apache-2.0
package io.centossrv.conformance;

import io.centossrv.modules.BuiltInModules;
import io.centossrv.playbook.Mistake;
import io.centossrv.playbook.MistakeKind;
import io.centossrv.playbook.Position;
import io.centossrv.playbook.engine.PlaybookRun;
import io.centossrv.playbook.engine.spi.EngineActions;
import io.centossrv.playbook.engine.spi.EngineSettings;
import io.centossrv.playbook.engine.spi.Outcome;
import io.centossrv.playbook.engine.spi.RunFailure;
import io.centossrv.playbook.inventory.Inventory;
import io.centossrv.playbook.inventory.InventoryReader;
import io.centossrv.playbook.inventory.ProjectInventory;
import io.centossrv.playbook.json.Json;
import io.centossrv.playbook.load.LoadSettings;
import io.centossrv.playbook.load.ProjectLoader;
import io.centossrv.playbook.model.Loaded;
import io.centossrv.playbook.model.Playbook;
import io.centossrv.playbook.module.Deadline;
import io.centossrv.playbook.module.FolderProject;
import io.centossrv.playbook.module.ModuleCatalog;
import io.centossrv.playbook.run.RunSettings;
import io.centossrv.playbook.vault.Vault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Runs whole playbooks and holds what happened against what Ansible did. */
final class PlayCases {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ModuleCatalog modules = BuiltInModules.catalog();
    private final Deviations deviations = Deviations.published();

    Verdict judge(Path source, Map<String, Object> about) throws IOException {
        Map<?, ?> options = about.get("options") instanceof Map<?, ?> map ? map : Map.of();
        if (options.get("other") instanceof List<?> list && !list.isEmpty()) {
            return Verdict.skipped("listing tasks and tags is not supported yet");
        }
        Map<String, Object> expected = Json.readObject(Files.readAllBytes(source.resolve("expect.json")));
        try (PlayWorld world = PlayWorld.copy(source)) {
            Map<String, Object> actual = outcome(world, about, options);
            String difference =
                    new PlayComparison(expected, actual, "linear".equals(about.get("compare"))).difference();
            return difference.isEmpty()
                    ? Verdict.PASSED
                    : deviations
                            .reason((String) about.get("id"), difference)
                            .map(Verdict::deviating)
                            .orElseGet(() -> Verdict.failed(difference));
        }
    }

    private Map<String, Object> outcome(PlayWorld world, Map<String, Object> about, Map<?, ?> options)
            throws IOException {
        PlayEvents events = new PlayEvents(world);
        Map<String, Object> extraVars = extraVars(options);
        FolderProject project = new FolderProject(world.project());
        LoadSettings loading =
                new LoadSettings(project, modules, EngineActions.ALL, extraVars, new Vault(Map.of()), false);
        List<String> sources = texts(about.get("inventory"));
        Loaded<Inventory> inventory = new InventoryReader(loading).read(sources);
        ProjectLoader loader = new ProjectLoader(loading);
        Loaded<Playbook> playbook = loader.playbook((String) about.get("playbook"));
        if (inventory.value().isEmpty() || playbook.value().isEmpty()) {
            Mistake first = (inventory.value().isEmpty() ? inventory.mistakes() : playbook.mistakes()).get(0);
            return form(world, events, first.kind().status(), Optional.of(error(world, first)));
        }
        if (Boolean.TRUE.equals(options.get("syntax_check"))) {
            return form(world, events, 0, Optional.empty());
        }
        EngineSettings settings = new EngineSettings(
                run(world, project, options),
                world.project(),
                modules,
                loader,
                new ProjectInventory(loading, sources, inventory.value().get(), texts(options.get("limit"))),
                secret -> "",
                extraVars,
                new EngineSettings.Options(
                        split(options.get("tags")),
                        split(options.get("skip_tags")),
                        texts(options.get("start_at_task")).stream().findFirst(),
                        Boolean.TRUE.equals(options.get("force_handlers")),
                        0,
                        5,
                        texts(options.get("limit")).stream().findFirst(),
                        "Ansible managed",
                        true));
        Outcome outcome = new PlaybookRun(settings, events).run(playbook.value().get());
        Optional<Map<String, Object>> error =
                outcome.failure().or(events::trouble).map(failure -> error(world, failure));
        return form(world, events, outcome.ansibleStatus(), error);
    }

    private static RunSettings run(PlayWorld world, FolderProject project, Map<?, ?> options) {
        return new RunSettings(
                Boolean.TRUE.equals(options.get("check")),
                Boolean.TRUE.equals(options.get("diff")),
                project,
                world.project(),
                Map.of(
                        "PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                        "LANG", "C.UTF-8",
                        "LC_ALL", "C.UTF-8",
                        "TZ", "UTC",
                        "HOME", world.home().toString()),
                Deadline.in(PATIENCE),
                Clock.systemUTC());
    }

    private static Map<String, Object> extraVars(Map<?, ?> options) {
        Map<String, Object> vars = new LinkedHashMap<>();
        for (String each : texts(options.get("extra_vars"))) {
            if (each.startsWith("{")) {
                vars.putAll(Json.readObject(each.getBytes(StandardCharsets.UTF_8)));
            } else {
                for (String pair : each.split(" ")) {
                    String[] parts = pair.split("=", 2);
                    vars.put(parts[0], parts.length > 1 ? parts[1] : "");
                }
            }
        }
        return vars;
    }

    private static List<String> texts(Object value) {
        List<String> texts = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.forEach(each -> texts.add(String.valueOf(each)));
        } else if (value != null) {
            texts.add(String.valueOf(value));
        }
        return texts;
    }

    private static List<String> split(Object value) {
        List<String> all = new ArrayList<>();
        texts(value).forEach(each -> all.addAll(List.of(each.split(","))));
        return all;
    }

    private static Map<String, Object> error(PlayWorld world, Mistake mistake) {
        String kind = mistake.kind() == MistakeKind.MALFORMED
                ? "other"
                : mistake.kind().name().toLowerCase(Locale.ROOT);
        Map<String, Object> error = error(world, kind, mistake.owner());
        error.put("message", mistake.message());
        return error;
    }

    private static Map<String, Object> error(PlayWorld world, RunFailure failure) {
        String kind = failure.code().replace('-', '_');
        Map<String, Object> error = error(world, kind.equals("malformed") ? "other" : kind, failure.position());
        error.put("message", String.valueOf(failure.getMessage()));
        return error;
    }

    private static Map<String, Object> error(PlayWorld world, String kind, Optional<Position> position) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("class", kind);
        position.ifPresent(at -> {
            error.put(
                    "file", world.normalised(world.project().resolve(at.file()).toString()));
            error.put("line", (long) at.line());
        });
        return error;
    }

    private static Map<String, Object> form(
            PlayWorld world, PlayEvents events, int status, Optional<Map<String, Object>> error) throws IOException {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("rc", (long) status);
        form.put("recap", events.recap());
        form.put("files", world.files());
        form.put("error", error.orElse(null));
        form.put("events", events.all());
        return form;
    }
}
