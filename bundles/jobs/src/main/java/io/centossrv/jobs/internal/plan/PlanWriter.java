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
import java.util.function.UnaryOperator;

/**
 * Writes the bytes of a plan that are signed and sent. The same binding and play give the same bytes, so a plan need not
 * be kept to be sent again. Thread-safe.
 */
public final class PlanWriter {
    /** The field of a task that holds sealed variables. */
    public static final String SEALED_ENVIRONMENT = "sealedEnvironment";

    /** For which purpose they are sealed. */
    public static final String SEAL = "jobs.environment";

    private final ObjectMapper json = new ObjectMapper();
    private final UnaryOperator<String> open;

    /**
     * Makes a writer.
     *
     * @param open opens what is sealed
     */
    public PlanWriter(UnaryOperator<String> open) {
        this.open = open;
    }

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
            SortedSet<String> secrets = unseal(compiled);
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
            if (!secrets.isEmpty()) {
                secrets.forEach(plan.putArray("secrets")::add);
            }
            plan.set("play", compiled);
            return json.writeValueAsString(plan).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the compiled play is not JSON", e);
        }
    }

    /** Puts what was sealed where the executor looks for it, and returns it, since nobody else may see it. */
    private SortedSet<String> unseal(JsonNode compiled) {
        SortedSet<String> secrets = new TreeSet<>();
        for (JsonNode play : compiled.path("plays")) {
            for (JsonNode task : play.path("tasks")) {
                if (task instanceof ObjectNode fields
                        && fields.remove(SEALED_ENVIRONMENT) instanceof ObjectNode sealed) {
                    ObjectNode environment = fields.withObject("/environment");
                    sealed.properties().forEach(variable -> {
                        String value = open.apply(variable.getValue().asText());
                        environment.put(variable.getKey(), value);
                        secrets.add(value);
                    });
                }
            }
        }
        return secrets;
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
