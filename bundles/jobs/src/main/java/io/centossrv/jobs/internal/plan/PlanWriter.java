// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Writes the bytes of a plan that are signed and sent. The same binding and play give the same bytes, so a plan need not
 * be kept to be sent again. Thread-safe.
 */
public final class PlanWriter {
    private final ObjectMapper json = new ObjectMapper();

    /** Throws {@link IllegalArgumentException} where a play is no JSON object. */
    static void requireJson(String play) {
        try {
            if (!new ObjectMapper().readTree(play).isObject()) {
                throw new IllegalArgumentException("the compiled play is no JSON object");
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the compiled play is not JSON", e);
        }
    }

    /**
     * Returns the plan as JSON, UTF-8.
     *
     * @param jars SHA-256 to name of what its modules may come from; empty leaves that open
     */
    public byte[] write(PlanBinding binding, String play, boolean check, boolean diff, SortedMap<String, String> jars) {
        try {
            JsonNode compiled = json.readTree(play);
            ObjectNode plan = json.createObjectNode();
            plan.put("version", 1)
                    .put("node", binding.node().toString())
                    .put("job", binding.job().toString())
                    .put("epoch", binding.epoch())
                    .put("notBefore", binding.notBefore().toString())
                    .put("notAfter", binding.notAfter().toString())
                    .put("counter", binding.counter())
                    .put("timeoutSeconds", binding.timeout().toSeconds())
                    .put("check", check)
                    .put("diff", diff);
            ArrayNode users = plan.putArray("becomeUsers");
            becomeUsers(compiled).forEach(users::add);
            JsonNode files = compiled.path("files");
            plan.set("files", files.isObject() ? files : json.createObjectNode());
            if (!jars.isEmpty()) {
                jars.forEach(plan.putObject("jars")::put);
            }
            plan.set("play", compiled);
            return json.writeValueAsString(plan).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the compiled play is not JSON", e);
        }
    }

    /** As whom tasks run: the executor refuses a task that becomes somebody who is not listed. */
    private static SortedSet<String> becomeUsers(JsonNode compiled) {
        SortedSet<String> users = new TreeSet<>();
        for (JsonNode play : compiled.path("plays")) {
            for (JsonNode task : play.path("tasks")) {
                if (task.path("becomeUser").isTextual()) {
                    users.add(task.path("becomeUser").asText());
                }
            }
        }
        return users;
    }
}
