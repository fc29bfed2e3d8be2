// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.centossrv.rest.RequiresPermission;
import io.centossrv.rest.RestApplication;
import io.centossrv.rest.test.OpenApiContract;
import io.centossrv.rest.test.RestServer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OpenApiTest {
    private record Simple(String domain, String version, Set<String> nouns, Set<Object> resources, String openApi)
            implements RestApplication {}

    @Path("cats")
    public static final class Cats {
        @GET
        @Path("{id: [0-9]{1,3}}")
        @RequiresPermission("cat:read")
        public String get(@PathParam("id") String id) {
            return id;
        }
    }

    @Path("dogs")
    public static final class Dogs {
        @GET
        @RequiresPermission("dog:read")
        public String get() {
            return "dog";
        }
    }

    private static Simple cats(String fragment) {
        return new Simple("cat", "1", Set.of("cats"), Set.of(new Cats()), fragment);
    }

    private static String fragment(String path, String type) {
        return """
                paths:
                  %s:
                    parameters: [{name: id, in: path}]
                    get:
                      operationId: get%s
                      responses: {200: {content: {application/json: {schema: {$ref: '#/components/schemas/Animal'}}}}}
                components: {schemas: {Animal: {type: %s}}}
                """.formatted(path, type, type);
    }

    @Test
    void partsOfOneNameThatDifferStayApart() throws Exception {
        Simple cat = cats(fragment("/cats/{id}", "string"));
        Simple dog = new Simple("dog", "1", Set.of("dogs"), Set.of(new Dogs()), fragment("/api/v1/dogs", "object"));
        try (RestServer server = RestServer.serving(cat, dog)) {
            JsonNode document = server.anonymous().get("/api/v1/openapi.json").json();

            assertThat(document.at("/components/schemas/Animal/type").asText()).isEqualTo("string");
            assertThat(document.at("/components/schemas/dog.Animal/type").asText())
                    .isEqualTo("object");
            assertThat(document.at("/paths/~1api~1v1~1cats~1{id}").toString())
                    .contains("\"#/components/schemas/Animal\"");
            assertThat(document.at("/paths/~1api~1v1~1dogs").toString())
                    .contains("\"#/components/schemas/dog.Animal\"", "\"x-permission\":\"dog:read\"");
        }
    }

    @Test
    void whatIsGoneIsNoLongerDescribed() throws Exception {
        Simple cat = cats(fragment("/cats/{id}", "string"));
        try (RestServer server = RestServer.serving(cat)) {
            server.remove(cat);

            assertThat(server.anonymous()
                            .get("/api/v1/openapi.json")
                            .json()
                            .path("paths")
                            .isEmpty())
                    .isTrue();
        }
    }

    @Test
    void theContractFindsWhatOneSideLacks() {
        assertThat(OpenApiContract.differences(cats("paths: {}")))
                .containsExactly("get /api/v1/cats/{id} is served and not described");
        List<String> differences = OpenApiContract.differences(cats("""
                paths:
                  /cats/{id}:
                    get: {x-permission: 'cat:write', responses: {200: {$ref: '#/components/responses/Nothing'}}}
                    delete: {operationId: a, responses: {204: {description: gone}}}
                """));

        assertThat(differences)
                .containsExactlyInAnyOrder(
                        "get /api/v1/cats/{id} has no operationId",
                        "get /api/v1/cats/{id} needs the permission cat:read and is described otherwise",
                        "get /api/v1/cats/{id} does not describe its path parameter id",
                        "delete /api/v1/cats/{id} is described and not served",
                        "nothing is at #/components/responses/Nothing");
        assertThatThrownBy(() -> OpenApiContract.verify(cats("paths: {}"))).isInstanceOf(AssertionError.class);
    }

    @Test
    void aBombIsRefused() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int level = 1; level < 70; level++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]%n".formatted(level, level, level - 1, level - 1));
        }

        assertThatThrownBy(() -> OpenApiFragment.parse(bomb.toString())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> OpenApiFragment.parse("[".repeat(1000))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> OpenApiFragment.parse("!!java.net.URL ['http://127.0.0.1:1']"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
