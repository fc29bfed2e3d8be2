// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.centossrv.rest.test.OpenApiContract;
import io.centossrv.rest.test.RestAnswer;
import io.centossrv.rest.test.RestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What every application gets from {@code rest}. */
class RestServerTest {
    private static RestServer server;

    @BeforeAll
    static void start() throws Exception {
        server = RestServer.serving(Things.version("1.0.0"));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void writesAListWithTheWayToTheNextPage() throws Exception {
        RestAnswer answer = server.admin().get("/api/v1/things?limit=7");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        JsonNode thing = answer.json().path("items").path(0);
        assertThat(thing.toString())
                .isEqualTo("{\"name\":\"1.0.0\",\"colour\":\"dark-red\",\"at\":\"2026-01-02T03:04:05Z\","
                        + "\"span\":\"PT5S\",\"counts\":{\"blue\":1}}");
        String next = answer.json().path("next").asText();
        assertThat(next).startsWith("/api/v1/things?limit=7&cursor=");
        assertThat(answer.header("Link")).contains("<" + next + ">; rel=\"next\"");
    }

    @Test
    void readsABodyAndTellsTheCaller() throws Exception {
        RestAnswer answer = server.admin().post("/api/v1/things", "{\"name\":\"a\",\"colour\":\"dark-red\"}", "key-1");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        assertThat(answer.header("Location")).contains("/api/v1/things/a");
        assertThat(answer.json().toString()).contains("\"note\":\"none\"", "\"key\":\"key-1\"", "\"by\":\"admin\"");
    }

    @Test
    void itsOwnContractHolds() {
        assertThat(OpenApiContract.differences(Things.version("1.0.0"))).isEmpty();
    }
}
