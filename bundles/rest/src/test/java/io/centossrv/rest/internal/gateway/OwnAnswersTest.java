// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.platform.readiness.ReadinessService;
import io.centossrv.rest.test.RestAnswer;
import io.centossrv.rest.test.RestServer;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OwnAnswersTest {
    private static RestServer server;

    @BeforeAll
    static void start() throws Exception {
        server = RestServer.serving(Things.version("1.0.0"));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    private record Parts(SortedMap<String, String> missing) implements ReadinessService {
        @Override
        public SortedMap<String, String> parts() {
            return missing;
        }
    }

    @Test
    void healthIsOpenAndEveryAnswerCarriesTheSecurityHeaders() throws Exception {
        for (String path : new String[] {"/healthz", "/api/v1/things", "/api/v1/openapi.json", "/nothing"}) {
            RestAnswer answer = server.anonymous().get(path);
            assertThat(answer.header("Strict-Transport-Security")).contains("max-age=31536000");
            assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
            assertThat(answer.header("Cache-Control")).contains("no-store");
            assertThat(answer.header("Content-Security-Policy")).isPresent();
            assertThat(answer.header("Server")).isEmpty();
        }
        assertThat(server.anonymous().get("/healthz").text()).isEqualTo("{\"status\":\"up\"}");
        HttpRequest.Builder head =
                server.anonymous().request("/healthz").method("HEAD", HttpRequest.BodyPublishers.noBody());
        assertThat(server.anonymous().send(head).status()).isEqualTo(200);
    }

    @Test
    void readinessNamesWhatIsMissingAndNoMore() throws Exception {
        server.readiness(Optional.empty());
        assertThat(server.anonymous().get("/readyz").status()).isEqualTo(503);
        server.readiness(Optional.of(new Parts(new TreeMap<>(Map.of("database", "connection refused at 10.0.0.1")))));
        RestAnswer missing = server.anonymous().get("/readyz");
        server.readiness(Optional.of(new Parts(new TreeMap<>())));
        RestAnswer ready = server.anonymous().get("/readyz");

        assertThat(missing.status()).isEqualTo(503);
        assertThat(missing.text()).isEqualTo("{\"ready\":false,\"missing\":[\"database\"]}");
        assertThat(ready.status()).isEqualTo(200);
        assertThat(ready.text()).isEqualTo("{\"ready\":true}");
    }

    @Test
    void theDescriptionShowsEachOperationWithItsPermission() throws Exception {
        RestAnswer json = server.anonymous().get("/api/v1/openapi.json");
        RestAnswer yaml = server.anonymous().get("/api/v1/openapi.yaml");

        assertThat(json.status()).isEqualTo(200);
        assertThat(json.json().path("openapi").asText()).isEqualTo("3.1.0");
        assertThat(json.json().at("/paths/~1api~1v1~1things/post/x-permission").asText())
                .isEqualTo("thing:create");
        assertThat(json.json()
                        .at("/paths/~1api~1v1~1things~1{id}/get/operationId")
                        .asText())
                .isEqualTo("getThing");
        assertThat(json.json().at("/paths/~1api~1v1~1things~1{id}/parameters").size())
                .isEqualTo(1);
        assertThat(json.json().at("/components/schemas/Problem").isObject()).isTrue();
        assertThat(yaml.header("Content-Type").orElse("")).startsWith("application/yaml");
        assertThat(yaml.text()).contains("x-permission: thing:create").doesNotContain("&id", "*id");
    }

    @Test
    void onlyReadingIsServed() throws Exception {
        RestAnswer answer = server.admin().post("/healthz", "{}");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).contains("GET, HEAD");
    }
}
