// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.centossrv.jobs.internal.ping.NodePings;
import io.centossrv.jobs.internal.submit.NodeTargets;
import io.centossrv.jobs.internal.submit.RunJobs;
import io.centossrv.jobs.internal.test.FakeBus;
import io.centossrv.jobs.internal.test.FakeInventory;
import io.centossrv.jobs.internal.test.TestJobs;
import io.centossrv.jobs.message.Pong;
import io.centossrv.persistence.test.EmbeddedDatabase;
import io.centossrv.protocol.NodeId;
import io.centossrv.protocol.Reply;
import io.centossrv.rest.test.FakeAuthenticator;
import io.centossrv.rest.test.OpenApiContract;
import io.centossrv.rest.test.RestAnswer;
import io.centossrv.rest.test.RestServer;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JobsRestApplicationTest {
    @RegisterExtension
    static final EmbeddedDatabase EMBEDDED = new EmbeddedDatabase();

    private static final String RUN = "{\"target\":\"*\",\"argv\":[\"uname\",\"-r\"]}";

    private final List<NodeId> nodes = TestJobs.newNodes(3);
    private final FakeBus bus = new FakeBus();
    private final NodeTargets targets = new NodeTargets();
    private final FakeInventory inventory = new FakeInventory()
            .add(nodes.get(0), "web1")
            .add(nodes.get(1), "web2")
            .add(nodes.get(2), "web3");
    private JobsRestApplication application;
    private RestServer server;

    @BeforeEach
    void start() throws Exception {
        TestJobs test = new TestJobs(EMBEDDED, Clock.systemUTC());
        targets.bindInventory(inventory);
        NodePings pings = new NodePings(targets);
        pings.bindBus(bus);
        application = new JobsRestApplication(test.jobs, new RunJobs(test.jobs, targets), pings);
        server = RestServer.serving(
                new FakeAuthenticator().grant("reader", "bob", "job:read").grant("admin", "alice", "*"), application);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private RestAnswer post(String path, String body) throws IOException, InterruptedException {
        return server.client("admin").post(path, body);
    }

    @Test
    void theDocumentAndTheCodeSayTheSame() {
        OpenApiContract.verify(application);
    }

    @Test
    void runsACommand() throws IOException, InterruptedException {
        RestAnswer answer = post("/api/v1/jobs", RUN);

        assertThat(answer.status()).isEqualTo(202);
        JsonNode job = answer.json();
        assertThat(answer.header("Location"))
                .contains("/api/v1/jobs/" + job.get("id").asText());
        assertThat(job.get("state").asText()).isEqualTo("queued");
        assertThat(job.get("title").asText()).isEqualTo("uname -r");
        assertThat(job.get("actor").asText()).isEqualTo("alice");
        assertThat(job.at("/counts/queued").asInt()).isEqualTo(3);
        assertThat(job.has("endedAt")).isFalse();

        String path = "/api/v1/jobs/" + job.get("id").asText();
        assertThat(server.client("reader").get(path).json()).isEqualTo(job);
        JsonNode page = server.client("reader").get(path + "/nodes?limit=2").json();
        assertThat(page.at("/items/0/name").asText()).isEqualTo("web1");
        assertThat(page.at("/items/0/state").asText()).isEqualTo("queued");
        JsonNode rest = server.client("reader").get(page.get("next").asText()).json();
        assertThat(rest.at("/items/0/name").asText()).isEqualTo("web3");
        assertThat(rest.has("next")).isFalse();
        assertThat(server.client("reader").get("/api/v1/jobs?limit=1").json().at("/items/0/id"))
                .isEqualTo(job.get("id"));
    }

    @Test
    void aRepeatedRequestIsTheSameJobAndAnotherWithItsKeyIs422() throws IOException, InterruptedException {
        String key = "key-" + nodes.get(0);
        RestAnswer first = server.client("admin").post("/api/v1/jobs", RUN, key);
        RestAnswer again = server.client("admin").post("/api/v1/jobs", RUN, key);
        RestAnswer other = server.client("admin").post("/api/v1/jobs", RUN.replace("-r", "-a"), key);

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.json().get("id")).isEqualTo(first.json().get("id"));
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.code()).isEqualTo("idempotency-key-reused");
    }

    @Test
    void refusesBadRequests() throws IOException, InterruptedException {
        assertProblem(post("/api/v1/jobs", "{\"target\":\"*\",\"argv\":[]}"), 422, "request-invalid");
        assertProblem(post("/api/v1/jobs", "{\"target\":\" \",\"argv\":[\"x\"]}"), 422, "request-invalid");
        assertProblem(post("/api/v1/jobs", "{\"argv\":[\"x\"]}"), 400, "body-invalid");
        assertProblem(post("/api/v1/jobs", RUN.replace("}", ",\"ttl\":\"PT0S\"}")), 422, "request-invalid");
        assertProblem(post("/api/v1/jobs", RUN.replace("-r", "\\u0000")), 422, "request-invalid");
        assertProblem(post("/api/v1/jobs", RUN.replace("*", "db1")), 400, "target-empty");
        assertProblem(server.client("reader").get("/api/v1/jobs/nonsense"), 404, "job-not-found");
        assertProblem(server.client("reader").get("/api/v1/jobs/" + nodes.get(0)), 404, "job-not-found");
        assertProblem(server.client("reader").post("/api/v1/jobs", RUN), 403, "permission-denied");
        assertProblem(server.client("reader").post("/api/v1/pings", "{\"target\":\"*\"}"), 403, "permission-denied");
    }

    @Test
    void saysThatInventoryIsAbsent() throws IOException, InterruptedException {
        targets.unbindInventory(inventory);
        assertProblem(post("/api/v1/jobs", RUN), 503, "domain-unavailable");
    }

    @Test
    void pingsEachNode() throws IOException, InterruptedException {
        bus.link(nodes.get(0), (n, q) -> new Reply.Answered<>(new Pong(Instant.EPOCH)));
        bus.link(nodes.get(1), (n, q) -> new Reply.TimedOut<>());
        JsonNode items = post("/api/v1/pings", "{\"target\":\"*\",\"timeout\":\"PT2S\"}")
                .json()
                .get("items");

        assertThat(items).hasSize(3);
        assertThat(items.at("/0/outcome").asText()).isEqualTo("answered");
        assertThat(items.at("/0/millis").isNumber()).isTrue();
        assertThat(items.at("/1/outcome").asText()).isEqualTo("timed-out");
        assertThat(items.at("/2/outcome").asText()).isEqualTo("unreachable");
        assertThat(items.at("/2").has("millis")).isFalse();
        assertProblem(post("/api/v1/pings", "{\"target\":\"*\",\"timeout\":\"PT2H\"}"), 422, "request-invalid");
    }

    private static void assertProblem(RestAnswer answer, int status, String code) {
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.status()).isEqualTo(status);
    }
}
