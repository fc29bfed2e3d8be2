// SPDX-License-Identifier: Apache-2.0
package io.centossrv.config.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.config.internal.domains.OtherDomains;
import io.centossrv.config.internal.play.CompiledPlaySubmission;
import io.centossrv.config.internal.play.FixedInventory;
import io.centossrv.config.internal.play.RecordedJobs;
import io.centossrv.rest.test.FakeAuthenticator;
import io.centossrv.rest.test.OpenApiContract;
import io.centossrv.rest.test.RestAnswer;
import io.centossrv.rest.test.RestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConfigRestApplicationTest {
    private static final String GOOD = "- hosts: all\n  tasks:\n    - command: {argv: [uname, -r]}\n";

    private final RecordedJobs jobs = new RecordedJobs();
    private ConfigRestApplication application;
    private RestServer server;

    @BeforeEach
    void start() throws Exception {
        OtherDomains domains = new OtherDomains();
        domains.bindInventory(new FixedInventory().target("(all)", "web1"));
        domains.bindJobs(jobs);
        application = new ConfigRestApplication(new CompiledPlaySubmission(domains));
        server = RestServer.serving(
                new FakeAuthenticator()
                        .grant("admin", "alice", "*")
                        .grant("checker", "bob", "play:check")
                        .grant("applier", "carol", "play:apply")
                        .grant("reader", "carol", "job:read"),
                application);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private RestAnswer post(String token, String playbook, String more) throws IOException, InterruptedException {
        String content = Base64.getEncoder().encodeToString(playbook.getBytes(StandardCharsets.UTF_8));
        String body = "{\"playbook\":\"first.yml\",\"files\":{\"first.yml\":\"" + content + "\"}" + more + "}";
        return server.client(token).post("/api/v1/plays", body, "key-1");
    }

    @Test
    void theDocumentAndTheCodeSayTheSame() {
        OpenApiContract.verify(application);
    }

    @Test
    void answersWithTheJob() throws IOException, InterruptedException {
        RestAnswer answer = post("admin", GOOD, ",\"check\":false,\"diff\":true");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Location")).contains("/api/v1/jobs/" + RecordedJobs.ID);
        assertThat(answer.json().get("id").asText()).isEqualTo(RecordedJobs.ID.toString());
        assertThat(answer.json().get("state").asText()).isEqualTo("queued");
        assertThat(answer.json().at("/counts/queued").asInt()).isEqualTo(1);
        assertThat(jobs.requests().get(0).idempotencyKey()).contains("key-1");
        assertThat(jobs.requests().get(0).timeToLive()).hasHours(24);
    }

    @Test
    void tellsMistakesWithTheirPlaces() throws IOException, InterruptedException {
        RestAnswer answer = post("admin", GOOD.replace("command", "comand"), ",\"check\":true,\"diff\":false");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("play-invalid");
        assertThat(answer.json().at("/errors/0/pointer").asText()).isEqualTo("first.yml");
        assertThat(answer.json().at("/errors/0/line").asInt()).isEqualTo(3);
        assertThat(jobs.requests()).isEmpty();
    }

    @Test
    void holdsToTheRights() throws IOException, InterruptedException {
        assertThat(post("checker", GOOD, ",\"check\":true,\"diff\":false").status())
                .isEqualTo(202);
        assertThat(post("checker", GOOD, ",\"check\":false,\"diff\":false").status())
                .isEqualTo(403);
        assertThat(post("applier", GOOD, ",\"check\":false,\"diff\":false").status())
                .isEqualTo(202);
        assertThat(post("applier", GOOD, ",\"check\":true,\"diff\":false").status())
                .isEqualTo(403);
        assertThat(post("reader", GOOD, ",\"check\":false,\"diff\":false").status())
                .isEqualTo(403);
        assertThat(post("reader", GOOD, ",\"check\":true,\"diff\":false").status())
                .isEqualTo(403);
    }

    @Test
    void refusesBadBodies() throws IOException, InterruptedException {
        assertThat(post("admin", GOOD, "").code()).isEqualTo("body-invalid");
        for (String wrong : new String[] {"\"batch\":\"0\"", "\"batch\":\"some\"", "\"maxFailures\":\"101%\""}) {
            assertThat(post("admin", GOOD, ",\"check\":false,\"diff\":false," + wrong)
                            .code())
                    .as(wrong)
                    .isEqualTo("request-invalid");
        }
        assertThat(post("admin", GOOD, ",\"check\":true,\"diff\":false,\"ttl\":\"PT0S\"")
                        .code())
                .isEqualTo("request-invalid");
        assertThat(server.client("admin")
                        .post(
                                "/api/v1/plays",
                                "{\"playbook\":\"x\",\"files\":{\"x\":\"*no base64*\"},\"check\":true,\"diff\":true}")
                        .status())
                .isEqualTo(400);
    }
}
