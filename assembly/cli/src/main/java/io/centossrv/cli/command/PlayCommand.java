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
import java.util.Optional;
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
        return submit(session().context(), file, options, true, Optional.empty(), false);
    }

    @Command(name = "apply", description = "Brings nodes into the state that a playbook declares.")
    int apply(
            @Parameters(paramLabel = "FILE", description = "The playbook.") Path file,
            @Mixin PlayOptions options,
            @Option(names = "--check", description = "As `play check`.") boolean check,
            @Option(names = "--yes", description = "Don't ask.") boolean yes) {
        Context context = session().context();
        Optional<Integer> confirmed = check || yes ? Optional.empty() : ask(context, file, options);
        return submit(context, file, options, check, confirmed, yes);
    }

    /** Returns the number of nodes that was confirmed; empty where it could not be told. */
    private Optional<Integer> ask(Context context, Path file, PlayOptions options) {
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
            return Optional.empty();
        }
        String target = String.join(", ", hosts)
                + options.limit().map(limit -> "' and '" + limit).orElse("");
        brake.apply(new ArrayList<>(names), target, context.applyHere());
        return Optional.of(names.size());
    }

    private int submit(
            Context context, Path file, PlayOptions options, boolean check, Optional<Integer> confirmed, boolean yes) {
        Project project = Project.of(file);
        ApiClient api = session().api(context);
        JsonObject.Builder request = JsonObject.with()
                .text("playbook", project.playbook())
                .put("files", encode(project.files()))
                .text("limit", options.limit())
                .flag("check", check)
                .flag("diff", options.isDiff())
                .text("ttl", options.timeToLive().map(Object::toString))
                .text("batch", options.batch())
                .text("maxFailures", options.maxFailures());
        confirmed.ifPresent(number -> request.number("confirm", number));
        Brake brake = new Brake(session().terminal(), new Targets(api), yes);
        JsonObject job = submit(api, brake, request);
        return JobEnding.of(session(), api, job, options.isDetached(), options.isDiff(), options.isDetailed())
                .number();
    }

    /** Who said yes beforehand, or to a play whose nodes only the control plane knows, learns their number from it. */
    private static JsonObject submit(ApiClient api, Brake brake, JsonObject.Builder request) {
        try {
            return api.postOnce("/api/v1/plays", request.build());
        } catch (Failure refusal) {
            int nodes = brake.needed(refusal);
            brake.confirm("Apply to " + nodes + " nodes? Type the number:", Integer.toString(nodes));
            return api.postOnce(
                    "/api/v1/plays", request.number("confirm", nodes).build());
        }
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
