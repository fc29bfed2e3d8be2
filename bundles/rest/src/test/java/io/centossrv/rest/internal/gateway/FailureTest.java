// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.rest.test.FakeAuthenticator;
import io.centossrv.rest.test.RestAnswer;
import io.centossrv.rest.test.RestServer;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each failure has one shape. */
class FailureTest {
    private static final String THINGS = "/api/v1/things";
    private static RestServer server;

    @BeforeAll
    static void start() throws Exception {
        server = RestServer.serving(Things.version("1.0.0"));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "user,400,thing-user",
        "conflict,409,thing-conflict",
        "denied,403,thing-denied",
        "limited,429,thing-limited",
        "unavailable,503,thing-unavailable",
        "internal,500,thing-internal",
        "gone,503,domain-unavailable",
        "login,401,login-failed",
        "places,422,thing-invalid",
        "bare,409,request-refused",
        "crash,500,internal-error",
        "unwritable,500,internal-error"
    })
    void hasItsStatusAndCode(String kind, int status, String code) throws Exception {
        RestAnswer answer = server.admin().get(THINGS + "/errors/" + kind);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.header("Content-Type")).contains("application/problem+json");
        assertThat(answer.json().path("instance").asText()).isEqualTo(THINGS + "/errors/" + kind);
        assertThat(answer.json().path("type").asText()).isEqualTo("urn:centossrv:error:" + code);
        assertThat(answer.json().path("traceId").asText()).matches("[0-9a-f]{32}");
        assertThat(answer.text()).doesNotContain("secret of ours", "io.centossrv", "\tat ");
        assertThat(answer.header("Retry-After").isPresent()).isEqualTo(status == 503 || status == 429);
    }

    @Test
    void placesOfAnInputAreShown() throws Exception {
        RestAnswer answer = server.admin().get(THINGS + "/errors/places");

        assertThat(answer.json().path("errors").toString())
                .isEqualTo("[{\"pointer\":\"first.yml\",\"line\":3,\"column\":5,\"message\":\"Here.\"}]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\"a\",\"nme\":1}|/nme|There is no field nme here",
                "{\"name\":5}|/name|A text is expected.",
                "{\"name\":\"a\",\"colour\":\"green\"}|/colour|One of dark-red, blue is expected.",
                "{\"name\":\"a\",\"at\":\"yesterday\"}|/at|A time such as",
                "{\"name\":\"a\",\"counts\":{\"blue\":\"x\"}}|/counts/blue|A number is expected.",
                "{\"name\":\"a\",\"counts\":[]}|/counts|An object is expected.",
                "{}|''|The field name is missing.",
                "{\"name\":\"\"}|''|The name is empty.",
                "{\"name\":|''|This is not JSON",
                "{\"name\":\"a\",\"name\":\"b\"}|''|This is not JSON",
                "null|''|It is empty.",
                "''|''|It is empty."
            })
    void aWrongBodySaysWhereAndWhy(String body, String pointer, String message) throws Exception {
        RestAnswer answer = server.admin().post(THINGS, body);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("body-invalid");
        assertThat(answer.json().path("errors").path(0).path("pointer").asText())
                .isEqualTo(pointer);
        assertThat(answer.json().path("errors").path(0).path("message").asText())
                .contains(message);
        assertThat(answer.text()).doesNotContain("io.centossrv", "java.");
    }

    @Test
    void aDeepBodyIsRefused() throws Exception {
        assertThat(server.admin().post(THINGS, "[".repeat(5000)).code()).isEqualTo("body-invalid");
    }

    @ParameterizedTest
    @CsvSource({
        "?limit=abc,parameter-invalid",
        "?limit=0,page-invalid",
        "?limit=9999,page-invalid",
        "?cursor=*,page-invalid"
    })
    void aWrongParameterIsTheClientsFault(String query, String code) throws Exception {
        RestAnswer answer = server.admin().get(THINGS + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(code);
    }

    @Test
    void whatIsNotServedIsSaid() throws Exception {
        assertThat(server.admin().get("/api/v1/nothing").code()).isEqualTo("not-found");
        assertThat(server.admin().get(THINGS + "/a/b/c").code()).isEqualTo("not-found");
        RestAnswer method = server.admin().delete(THINGS);
        assertThat(method.code()).isEqualTo("method-not-allowed");
        assertThat(method.header("Allow").orElse("")).contains("GET");
        HttpRequest.Builder text = server.admin()
                .request(THINGS)
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("a"));
        assertThat(server.admin().send(text).code()).isEqualTo("media-type-unsupported");
    }

    @Test
    void theTraceOfTheClientIsKept() throws Exception {
        String id = "4bf92f3577b34da6a3ce929d0e0e4736";
        HttpRequest.Builder request = server.admin()
                .request(THINGS + "/errors/crash")
                .header("traceparent", "00-" + id + "-00f067aa0ba902b7-01");

        assertThat(server.admin().send(request).json().path("traceId").asText()).isEqualTo(id);
    }

    @Test
    void aBodyOverTheLimitIsRefusedHoweverItComes() throws Exception {
        RestSettings small = new RestSettings(100, 1000, Duration.ZERO, Duration.ZERO, Map.of());
        try (RestServer strict = RestServer.started(small)) {
            strict.authenticate(Optional.of(new FakeAuthenticator()));
            strict.add(Things.version("1.0.0"));
            String body = "{\"name\":\"" + "a".repeat(200) + "\"}";
            RestAnswer known = strict.admin().post(THINGS, body);
            HttpRequest.Builder chunked = strict.admin()
                    .request(THINGS)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofInputStream(
                            () -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))));
            RestAnswer unknown = strict.admin().send(chunked);

            assertThat(known.status()).isEqualTo(413);
            assertThat(known.code()).isEqualTo("body-too-large");
            assertThat(unknown.status()).isEqualTo(413);
            assertThat(upload(strict, 900, false).text()).isEqualTo("{\"length\":900}");
            assertThat(upload(strict, 1100, false).status()).isEqualTo(413);
            assertThat(upload(strict, 1100, true).status()).isEqualTo(413);
        }
    }

    private static RestAnswer upload(RestServer server, int length, boolean chunked) throws Exception {
        byte[] body = new byte[length];
        return server.admin()
                .send(server.admin()
                        .request(THINGS + "/uploads")
                        .header("Content-Type", "application/octet-stream")
                        .POST(
                                chunked
                                        ? HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))
                                        : HttpRequest.BodyPublishers.ofByteArray(body)));
    }
}
