// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.platform.security.Authenticator;
import io.centossrv.platform.security.Caller;
import io.centossrv.rest.test.FakeAuthenticator;
import io.centossrv.rest.test.RestAnswer;
import io.centossrv.rest.test.RestServer;
import java.net.http.HttpRequest;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in, and who does not. */
class LoginTest {
    private static RestServer server;

    @BeforeAll
    static void start() throws Exception {
        FakeAuthenticator authenticator =
                new FakeAuthenticator().grant("reader", "bob", "thing:read").ticket("once", "tim", "*");
        server = RestServer.serving(authenticator, Things.version("1.0.0"));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/x",
                "/api/v1/things",
                "/api/v1/nothing",
                "/api/v1",
                "/api/v2/things",
                "/api/v1/things?ticket=once"
            })
    void nothingIsOpenWithoutALogin(String path) throws Exception {
        RestAnswer answer = server.anonymous().get(path);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("unauthenticated");
        assertThat(answer.header("WWW-Authenticate")).contains("Bearer realm=\"centossrv\"");
        assertThat(answer.header("Content-Type")).contains("application/problem+json");
    }

    @Test
    void aWrongTokenSaysSo() throws Exception {
        RestAnswer answer = server.client("wrong").get("/api/v1/things");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("token-invalid");
        assertThat(answer.text()).doesNotContain("wrong");
        assertThat(answer.header("WWW-Authenticate").orElse("")).contains("invalid_token");
    }

    @Test
    void anotherSchemeIsNoLogin() throws Exception {
        HttpRequest.Builder request =
                server.anonymous().request("/api/v1/things").header("Authorization", "Basic YWRtaW46YWRtaW4=");

        assertThat(server.anonymous().send(request).status()).isEqualTo(401);
    }

    @Test
    void aPermissionIsAskedForEachOperation() throws Exception {
        assertThat(server.client("reader").get("/api/v1/things").status()).isEqualTo(200);
        RestAnswer refused = server.client("reader").post("/api/v1/things", "{\"name\":\"a\"}");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("permission-denied");
        assertThat(refused.text()).contains("thing:create", "bob");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1//things",
                "/api/v1/things;a=b",
                "/api/v1/%2e%2e/things",
                "/api/v1/things%2fx",
                "/healthz;x",
                "/api/v1/x%00",
                "/api/v1/a%0d%0ab",
                "/api/v1/%252e"
            })
    void aPathWithTwoReadingsIsRefused(String path) throws Exception {
        assertThat(server.admin().get(path).status()).isEqualTo(400);
        assertThat(server.anonymous().get(path).status()).isIn(400, 401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPTIONS", "TRACE", "PROPFIND"})
    void otherMethodsAreNotServed(String method) throws Exception {
        HttpRequest.Builder request =
                server.admin().request("/api/v1/things").method(method, HttpRequest.BodyPublishers.noBody());

        assertThat(server.admin().send(request).status()).isEqualTo(405);
    }

    @Test
    void aLongPathIsRefused() throws Exception {
        assertThat(server.admin().get("/api/v1/things?x=" + "a".repeat(5000)).status())
                .isEqualTo(414);
    }

    @Test
    void withoutAnAuthenticatorNobodyGetsIn() throws Exception {
        try (RestServer alone = RestServer.serving(Things.version("1.0.0"))) {
            alone.authenticate(Optional.empty());

            RestAnswer answer = alone.admin().get("/api/v1/things");
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.code()).isEqualTo("domain-unavailable");
            assertThat(answer.text()).contains("access");
            assertThat(answer.header("Retry-After")).contains("1");
            assertThat(alone.anonymous().get("/healthz").status()).isEqualTo(200);
        }
    }

    @Test
    void aBrokenAuthenticatorLetsNobodyIn() throws Exception {
        Authenticator broken = new Authenticator() {
            @Override
            public Optional<Caller> authenticateToken(String token) {
                throw new IllegalStateException("the secret is " + token);
            }

            @Override
            public Optional<Caller> redeemTicket(String ticket) {
                throw new IllegalStateException("no");
            }
        };
        try (RestServer alone = RestServer.serving(broken, Things.version("1.0.0"))) {
            RestAnswer answer = alone.admin().get("/api/v1/things");

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.code()).isEqualTo("internal-error");
            assertThat(answer.text()).doesNotContain("secret");
        }
    }
}
