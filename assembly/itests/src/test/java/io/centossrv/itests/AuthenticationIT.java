// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.centossrv.itests.harness.ControlPlane;
import io.centossrv.itests.harness.RestClient;
import io.centossrv.itests.harness.Sandbox;
import io.centossrv.itests.harness.Sizes;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whoever has no token gets nothing, whatever is being restarted. */
class AuthenticationIT {
    private static final Set<String> PUBLIC = Set.of(
            "/healthz",
            "/readyz",
            "/api/v1/login",
            "/api/v1/enrolments",
            "/api/v1/openapi.yaml",
            "/api/v1/openapi.json");
    private static final Set<Integer> REFUSED = Set.of(401, 404, 405, 503);

    private static Sandbox sandbox;
    private static ControlPlane controlPlane;
    private static List<Operation> operations;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.create();
        controlPlane = ControlPlane.unpack(sandbox);
        controlPlane.start();
        operations = operations();
        assertThat(operations).hasSizeGreaterThan(15);
    }

    @AfterAll
    static void stop() {
        if (controlPlane != null) {
            controlPlane.close();
        }
        if (sandbox != null) {
            sandbox.close();
        }
    }

    @Test
    void withoutATokenNothingAnswers() {
        TreeMap<String, Integer> answers = new TreeMap<>();
        ask(answers);
        answers.values().removeIf(REFUSED::contains);
        assertThat(answers).as("operations that answered without a token").isEmpty();
    }

    @Test
    void norWhileAccessAndRestRestart() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        TreeMap<String, Integer> wrong = new TreeMap<>();
        int[] asked = new int[1];
        Thread asker = new Thread(() -> {
            while (!over.get()) {
                TreeMap<String, Integer> answers = new TreeMap<>();
                ask(answers);
                asked[0] += answers.size();
                // 0: nobody listened at that moment, as when rest restarts.
                answers.values().removeIf(status -> status == 0 || REFUSED.contains(status));
                wrong.putAll(answers);
            }
        });
        asker.start();
        int rounds = Sizes.of("authentication.rounds", 3, 40);
        for (int i = 0; i < rounds; i++) {
            for (String bundle : List.of("io.centossrv.access", "io.centossrv.rest")) {
                controlPlane.karaf().probe("stop " + bundle);
                controlPlane.karaf().probe("start " + bundle);
            }
        }
        over.set(true);
        asker.join(60_000);

        assertThat(asker.isAlive()).isFalse();
        assertThat(wrong).as("answers without a token, of %d", asked[0]).isEmpty();
        System.out.println("authentication: " + asked[0] + " requests without a token over " + rounds
                + " restarts of access and rest, 0 answered");
    }

    private static void ask(Map<String, Integer> answers) {
        RestClient nobody = new RestClient(controlPlane);
        for (Operation operation : operations) {
            int status;
            try {
                status = nobody.send(operation.method(), operation.path(), operation.body())
                        .statusCode();
            } catch (java.io.UncheckedIOException e) {
                status = 0;
            }
            answers.put(operation.method() + " " + operation.path(), status);
        }
    }

    /** Every operation of the OpenAPI document that is not public, and paths at which servlets of others would stand. */
    private static List<Operation> operations() {
        List<Operation> found = new ArrayList<>();
        JsonNode paths =
                new RestClient(controlPlane).get("/api/v1/openapi.json").get("paths");
        for (Iterator<Map.Entry<String, JsonNode>> it = paths.properties().iterator(); it.hasNext(); ) {
            Map.Entry<String, JsonNode> path = it.next();
            for (Iterator<String> methods = path.getValue().fieldNames(); methods.hasNext(); ) {
                String method = methods.next();
                String url =
                        path.getKey().startsWith("/api/v1") || path.getKey().endsWith("z")
                                ? path.getKey()
                                : "/api/v1" + path.getKey();
                if (!PUBLIC.contains(url)
                        && Set.of("get", "post", "put", "patch", "delete").contains(method)) {
                    found.add(
                            new Operation(method.toUpperCase(java.util.Locale.ROOT), url.replaceAll("\\{[^}]+}", "1")));
                }
            }
        }
        for (String path :
                List.of("/", "/console", "/system/console", "/api", "/api/v1", "/api/v1/events", "/favicon.ico")) {
            found.add(new Operation("GET", path));
        }
        return found;
    }

    private record Operation(String method, String path) {
        String body() {
            return method.equals("GET") || method.equals("DELETE") ? null : "{}";
        }
    }
}
