// SPDX-License-Identifier: Apache-2.0
package io.centossrv.access.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.access.internal.AccessFixture;
import io.centossrv.persistence.test.EmbeddedDatabase;
import io.centossrv.rest.test.OpenApiContract;
import io.centossrv.rest.test.RestAnswer;
import io.centossrv.rest.test.RestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessRestApplicationTest {
    @RegisterExtension
    static final EmbeddedDatabase EMBEDDED = new EmbeddedDatabase();

    @TempDir
    static Path folder;

    private static AccessFixture access;
    private static AccessRestApplication application;
    private static RestServer server;

    @BeforeAll
    static void start() throws Exception {
        access = new AccessFixture(EMBEDDED, folder);
        application = new AccessRestApplication(access.login, access.tickets);
        server = RestServer.serving(access.authenticator, application);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void theContractHolds() {
        OpenApiContract.verify(application);
        assertThat(OpenApiContract.differences(application)).isEmpty();
        assertThat(application.version()).startsWith("0.1.0");
    }

    @Test
    void aLoginOpensTheWay() throws Exception {
        assertThat(server.anonymous().get("/api/v1/whoami").status()).isEqualTo(401);
        RestAnswer login = login("ann", AccessFixture.PASSWORD);

        assertThat(login.status()).as(login.toString()).isEqualTo(200);
        assertThat(login.header("Cache-Control")).contains("no-store");
        assertThat(login.json().path("user").asText()).isEqualTo("ann");
        assertThat(Instant.parse(login.json().path("expiresAt").asText()))
                .isEqualTo(access.clock.instant().plusSeconds(3600));
        RestAnswer whoami = server.client(login.json().path("token").asText()).get("/api/v1/whoami");
        assertThat(whoami.status()).isEqualTo(200);
        assertThat(whoami.json().toString())
                .isEqualTo("{\"user\":\"ann\",\"grants\":[\"account:read\",\"node:read\"]}");
    }

    @Test
    void aWrongPasswordIs401AndSaysNothingElse() throws Exception {
        RestAnswer answer = login("ann", "hunter2");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("login-failed");
        assertThat(answer.text()).doesNotContain("hunter2");
        assertThat(answer.header("WWW-Authenticate")).isPresent();
    }

    @Test
    void tooManyFailuresAre429() throws Exception {
        for (int i = 0; i < 10; i++) {
            assertThat(login("bob", "wrong").status()).isEqualTo(401);
        }
        RestAnswer answer = login("bob", "wrong");

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.code()).isEqualTo("login-limited");
        assertThat(answer.header("Retry-After")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"user\":\"ann\"}",
                "{\"user\":\"\",\"password\":\"hunter2\"}",
                "{\"user\":\"ann\",\"password\":\"\"}",
                "{\"user\":\"ann\",\"password\":\"hunter2\",\"x\":1}"
            })
    void aBodyThatIsNoLoginIs400(String body) throws Exception {
        RestAnswer answer = server.anonymous().post("/api/v1/login", body);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.text()).doesNotContain("hunter2");
    }

    @Test
    void ticketsNeedTheirPermission() throws Exception {
        String token = login("ann", AccessFixture.PASSWORD).json().path("token").asText();
        assertThat(server.client(token).post("/api/v1/tickets", "").status()).isEqualTo(403);

        access.execute("UPDATE accounts SET grants = '{event:read,account:read,node:read}'");
        access.clock.advance(Duration.ofSeconds(2));
        RestAnswer answer = server.client(token).post("/api/v1/tickets", "");
        access.execute("UPDATE accounts SET grants = '{account:read,node:read}'");
        access.clock.advance(Duration.ofSeconds(2));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        String ticket = answer.json().path("ticket").asText();
        assertThat(access.authenticator.redeemTicket(ticket)).isPresent();
    }

    private static RestAnswer login(String user, String password) throws Exception {
        return server.anonymous()
                .post("/api/v1/login", "{\"user\":\"" + user + "\",\"password\":\"" + password + "\"}");
    }
}
