// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import io.centossrv.cli.context.Context;
import io.centossrv.cli.json.Json;
import io.centossrv.cli.json.JsonObject;
import io.centossrv.cli.net.ApiClient;
import io.centossrv.cli.outcome.Failure;
import io.centossrv.cli.play.PlayTargets;
import io.centossrv.cli.play.Project;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "play", description = "Playbooks: declared state, checked and applied.")
final class PlayCommand extends Noun {
    PlayCommand(Session session) {
        super(session);
    }

    @Command(name = "check", description = "Says what applying would change. Changes nothing.")
    int check(@Parameters(paramLabel = "FILE", description = "The playbook.") Path file, @Mixin PlayOptions options) {
        return submit(session().context(), file, options, true);
    }

    @Command(name = "apply", description = "Brings nodes into the state that a playbook declares.")
    int apply(
            @Parameters(paramLabel = "FILE", description = "The playbook.") Path file,
            @Mixin PlayOptions options,
            @Option(names = "--check", description = "As `play check`.") boolean check,
            @Option(names = "--yes", description = "Don't ask.") boolean yes) {
        Context context = session().context();
        if (!check && !yes) {
            ask(context, file, options);
        }
        return submit(context, file, options, check);
    }

    private void ask(Context context, Path file, PlayOptions options) {
        Targets targets = new Targets(session().api(context));
        Brake brake = new Brake(session().terminal(), targets, false);
        List<String> hosts = PlayTargets.of(Project.of(file));
        Set<String> names = new TreeSet<>();
        try {
            hosts.forEach(target -> names.addAll(targets.names(target)));
            options.limit().ifPresent(limit -> names.retainAll(targets.names(limit)));
        } catch (Failure failure) {
            if (!failure.code().equals("target-invalid")) {
                throw failure;
            }
            hosts = List.of();
        }
        if (hosts.isEmpty()) {
            // who it is for turns out on the control plane, or it is invalid, which that says better
            brake.confirm("Apply " + file.getFileName() + " to the nodes that it is for? Type yes:", "yes");
            return;
        }
        String target = String.join(", ", hosts)
                + options.limit().map(limit -> "' and '" + limit).orElse("");
        brake.apply(new ArrayList<>(names), target, context.applyHere());
    }

    private int submit(Context context, Path file, PlayOptions options, boolean check) {
        Project project = Project.of(file);
        ApiClient api = session().api(context);
        JsonObject job = api.postOnce(
                "/api/v1/plays",
                JsonObject.with()
                        .text("playbook", project.playbook())
                        .put("files", encode(project.files()))
                        .text("limit", options.limit())
                        .flag("check", check)
                        .flag("diff", options.isDiff())
                        .text("ttl", options.timeToLive().map(Object::toString))
                        .build());
        return JobEnding.of(session(), api, job, options.isDetached(), options.isDiff(), options.isDetailed())
                .number();
    }

    private static JsonObject encode(Map<String, byte[]> files) {
        Map<String, Json> encoded = new LinkedHashMap<>();
        files.keySet().stream()
                .sorted()
                .forEach(path ->
                        encoded.put(path, new Json.Text(Base64.getEncoder().encodeToString(files.get(path)))));
        return new JsonObject(encoded);
    }
}
