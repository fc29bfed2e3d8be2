// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.schedule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.centossrv.jobs.Rollout;
import io.centossrv.jobs.Share;
import io.centossrv.jobs.internal.submit.CommandLine;
import io.centossrv.jobs.internal.submit.RunRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A request to run something, as a schedule keeps it. */
public final class ScheduledRequest {
    private final ObjectMapper json = new ObjectMapper();

    /** Returns a request as JSON. */
    String write(RunRequest request) {
        ObjectNode root = json.createObjectNode();
        CommandLine command = request.command();
        root.put("target", request.target());
        command.argv().forEach(root.putArray("argv")::add);
        command.shell().ifPresent(text -> root.put("shell", text));
        command.user().ifPresent(text -> root.put("user", text));
        command.folder().ifPresent(text -> root.put("chdir", text));
        command.input().ifPresent(text -> root.put("stdin", text));
        ObjectNode environment = root.putObject("environment");
        command.environment().forEach(environment::put);
        root.put("timeout", request.timeout().toString());
        root.put("ttl", request.timeToLive().toString());
        request.rollout().batch().ifPresent(share -> root.put("batch", share.toString()));
        request.rollout().maxFailures().ifPresent(share -> root.put("maxFailures", share.toString()));
        return root.toString();
    }

    /** Reads a request back. */
    public RunRequest read(String text) {
        try {
            JsonNode root = json.readTree(text);
            List<String> argv = new ArrayList<>();
            root.path("argv").forEach(word -> argv.add(word.asText()));
            SortedMap<String, String> environment = new TreeMap<>();
            root.path("environment")
                    .properties()
                    .forEach(field ->
                            environment.put(field.getKey(), field.getValue().asText()));
            return new RunRequest(
                    root.path("target").asText(),
                    new CommandLine(
                            argv,
                            field(root, "shell"),
                            field(root, "user"),
                            environment,
                            new TreeMap<>(),
                            field(root, "chdir"),
                            field(root, "stdin")),
                    Duration.parse(root.path("timeout").asText()),
                    Duration.parse(root.path("ttl").asText()),
                    new Rollout(
                            field(root, "batch").map(Share::parse),
                            field(root, "maxFailures").map(Share::parse)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored request is not JSON", e);
        }
    }

    private static Optional<String> field(JsonNode root, String name) {
        return root.has(name) ? Optional.of(root.get(name).asText()) : Optional.empty();
    }
}
