// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.centossrv.jobs.JobId;
import io.centossrv.jobs.JobRequest;
import io.centossrv.jobs.internal.freeze.Freezes;
import io.centossrv.jobs.internal.ping.NodePings;
import io.centossrv.jobs.internal.plan.PlanWriter;
import io.centossrv.jobs.internal.schedule.Schedules;
import io.centossrv.jobs.internal.store.PostgresRollouts;
import io.centossrv.jobs.internal.store.PostgresStops;
import io.centossrv.jobs.internal.submit.Confirmations;
import io.centossrv.jobs.internal.submit.RunJobs;
import io.centossrv.jobs.internal.target.NodeTargets;
import io.centossrv.jobs.internal.test.FakeBus;
import io.centossrv.jobs.internal.test.FakeInventory;
import io.centossrv.jobs.internal.test.PlainSealing;
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
    private TestJobs test;
    private JobsRestApplication application;
    private RestServer server;

    @BeforeEach
    void start() throws Exception {
        test = new TestJobs(EMBEDDED, Clock.systemUTC());
        targets.bindInventory(inventory);
        NodePings pings = new NodePings(targets);
        pings.bindBus(bus);
        application = new JobsRestApplication(
                test.jobs,
                new RunJobs(test.jobs, targets, new Confirmations(targets), new PlainSealing()),
                pings,
                new Freezes(test.database, targets, Clock.systemUTC()),
                new Schedules(
                        test.database,
                        new RunJobs(test.jobs, targets, new Confirmations(targets), new PlainSealing()),
                        new Confirmations(targets),
                        Clock.systemUTC()));
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
    void takesAllThatACommandMayHaveAndKeepsItsSecretsOutOfAnswers() throws IOException, InterruptedException {
        String body = "{\"target\":\"*\",\"shell\":\"cat\",\"user\":\"web\",\"environment\":{\"TOKEN\":\"hush\"},"
                + "\"chdir\":\"/srv\",\"stdin\":\"hush\",\"batch\":\"1\",\"maxFailures\":\"34%\"}";
        RestAnswer answer = post("/api/v1/jobs", body);
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.text()).doesNotContain("hush");
        assertThat(answer.json().at("/rollout/batches").asInt()).isEqualTo(3);
        assertThat(answer.json().at("/rollout/maxFailures").asInt()).isEqualTo(1);
        assertThat(answer.json().at("/target").asText()).isEqualTo("*");

        for (String wrong : List.of(
                "\"argv\":[\"x\"],\"shell\":\"x\"",
                "\"shell\":\" \"",
                "\"shell\":\"x\",\"user\":\"a b\"",
                "\"shell\":\"x\",\"environment\":{\"1A\":\"x\"}",
                "\"shell\":\"x\",\"chdir\":\"srv\"",
                "\"shell\":\"x\",\"secrets\":{\"A\":\"abc\"}",
                "\"shell\":\"x\",\"secrets\":{\"1A\":\"long enough\"}",
                "\"shell\":\"x\",\"secrets\":{\"A\":\"long enough\"},\"environment\":{\"A\":\"x\"}",
                "\"shell\":\"x\",\"batch\":\"0\"",
                "\"shell\":\"x\",\"batch\":\"some\"",
                "\"shell\":\"x\",\"maxFailures\":\"101%\"")) {
            assertProblem(post("/api/v1/jobs", "{\"target\":\"*\"," + wrong + "}"), 422, "request-invalid");
        }
    }

    @Test
    void aSecretIsSealedBeforeItIsStored() throws IOException, InterruptedException {
        RestAnswer answer =
                post("/api/v1/jobs", "{\"target\":\"*\",\"shell\":\"cat\",\"secrets\":{\"TOKEN\":\"canary-4711\"}}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        assertThat(answer.text()).doesNotContain("canary");
        JobId id = JobId.parse(answer.json().get("id").asText());
        test.jobs.cancel(TestJobs.ALICE, id, "");
        new PostgresRollouts(test.database).dropUnstarted(Instant.now(), 500);
        JobRequest stored = new PostgresStops(test.database).unfinished(id).request();
        assertThat(stored.plans().values()).allSatisfy(draft -> assertThat(draft.play())
                .doesNotContain("canary")
                .contains(new PlainSealing().seal(PlanWriter.SEAL, "canary-4711")));
    }

    @Test
    void previewsWithoutDoingAnything() throws IOException, InterruptedException {
        JsonNode before = server.client("reader").get("/api/v1/jobs?limit=1").json();
        JsonNode preview = post("/api/v1/jobs/previews", RUN.replace("}", ",\"batch\":\"2\"}"))
                .json();
        assertThat(preview.get("count").asInt()).isEqualTo(3);
        assertThat(preview.get("batches").asInt()).isEqualTo(2);
        assertThat(preview.at("/nodes/2/batch").asInt()).isEqualTo(2);
        assertThat(preview.has("confirm")).isFalse();
        assertThat(server.client("reader").get("/api/v1/jobs?limit=1").json()).isEqualTo(before);
    }

    @Test
    void manyNodesAreConfirmedByTheirNumber() throws IOException, InterruptedException {
        for (NodeId node : TestJobs.newNodes(23)) {
            inventory.add(node, "n" + node);
        }
        RestAnswer refused = post("/api/v1/jobs", RUN);
        assertProblem(refused, 409, "confirmation-needed");
        assertThat(refused.json().at("/errors/0/message").asText()).isEqualTo("26");
        assertProblem(post("/api/v1/jobs", RUN.replace("}", ",\"confirm\":25}")), 409, "confirmation-needed");
        assertThat(post("/api/v1/jobs", RUN.replace("}", ",\"confirm\":26}")).status())
                .isEqualTo(202);
        assertThat(post("/api/v1/jobs/previews", RUN).json().get("confirm").asInt())
                .isEqualTo(26);
    }

    @Test
    void cancelsAndResumes() throws IOException, InterruptedException {
        String path = post("/api/v1/jobs", RUN).header("Location").orElseThrow();
        assertProblem(server.client("reader").post(path + "/cancel", "{}"), 403, "permission-denied");
        RestAnswer cancelled = post(path + "/cancel", "{\"reason\":\"wrong\"}");
        assertThat(cancelled.status()).isEqualTo(200);
        assertThat(cancelled.json().at("/stopped/reason").asText()).isEqualTo("wrong");
        assertThat(cancelled.json().at("/stopped/actor").asText()).isEqualTo("alice");
        assertProblem(post(path + "/resume", "{}"), 409, "job-not-stopped");
        new PostgresRollouts(test.database).dropUnstarted(Instant.now(), 100);
        assertThat(server.client("reader").get(path).json().get("state").asText())
                .isEqualTo("cancelled");
        assertProblem(post(path + "/cancel", "{}"), 409, "job-ended");
        RestAnswer resumed = post(path + "/resume", "{}");
        assertThat(resumed.status()).isEqualTo(202);
        assertThat(path).endsWith(resumed.json().get("resumes").asText());
        assertProblem(post(path + "/resume", "{}"), 409, "job-already-resumed");
        assertProblem(post("/api/v1/jobs/" + nodes.get(0) + "/cancel", "{}"), 404, "job-not-found");
    }

    @Test
    void filtersTheList() throws IOException, InterruptedException {
        String target = "web1";
        String first =
                post("/api/v1/jobs", RUN.replace("*", target)).json().get("id").asText();
        String second =
                post("/api/v1/jobs", RUN.replace("*", target)).json().get("id").asText();
        post("/api/v1/jobs/" + first + "/cancel", "{}");
        new PostgresRollouts(test.database).dropUnstarted(Instant.now(), 100);

        String list = "/api/v1/jobs?limit=1&target=" + target + "&actor=alice";
        JsonNode page = server.client("reader").get(list).json();
        assertThat(page.at("/items/0/id").asText()).isEqualTo(second);
        JsonNode rest = server.client("reader").get(page.get("next").asText()).json();
        assertThat(rest.at("/items/0/id").asText()).isEqualTo(first);
        assertThat(server.client("reader")
                        .get(list + "&state=cancelled")
                        .json()
                        .at("/items/0/id")
                        .asText())
                .isEqualTo(first);
        assertThat(server.client("reader")
                        .get(list + "&state=queued&state=running")
                        .json()
                        .at("/items/0/id")
                        .asText())
                .isEqualTo(second);
        assertThat(server.client("reader")
                        .get(list + "&since=2100-01-01T00:00:00Z")
                        .json()
                        .get("items"))
                .isEmpty();
        assertThat(server.client("reader")
                        .get("/api/v1/jobs?actor=nobody")
                        .json()
                        .get("items"))
                .isEmpty();
        assertProblem(server.client("reader").get("/api/v1/jobs?state=lost"), 422, "request-invalid");
        assertProblem(server.client("reader").get("/api/v1/jobs?since=yesterday"), 422, "request-invalid");
    }

    @Test
    void freezesAndLifts() throws IOException, InterruptedException {
        RestAnswer frozen = post("/api/v1/freezes", "{\"target\":\"web1\",\"reason\":\"audit\"}");
        assertThat(frozen.status()).isEqualTo(201);
        String id = frozen.json().get("id").asText();
        JsonNode listed = server.client("admin").get("/api/v1/freezes").json().get("items");
        assertThat(listed).hasSize(1);
        assertThat(listed.get(0)).isEqualTo(frozen.json());
        assertProblem(server.client("reader").delete("/api/v1/freezes/" + id), 403, "permission-denied");
        assertThat(server.client("admin").delete("/api/v1/freezes/" + id).status())
                .isEqualTo(200);
        assertProblem(server.client("admin").delete("/api/v1/freezes/" + id), 404, "freeze-not-found");
        assertProblem(post("/api/v1/freezes", "{\"target\":\"db1\",\"reason\":\"x\"}"), 400, "target-empty");
        assertProblem(post("/api/v1/freezes", "{\"reason\":\" \"}"), 422, "request-invalid");
        assertProblem(
                post("/api/v1/freezes", "{\"target\":\"not fact:a=b\",\"reason\":\"x\"}"), 422, "request-invalid");
    }

    @Test
    void schedules() throws IOException, InterruptedException {
        String body =
                "{\"name\":\"nightly\",\"cron\":\"30 2 * * *\",\"zone\":\"America/Chicago\",\"missed\":\"run-once\","
                        + "\"run\":" + RUN.replace("}", ",\"environment\":{\"TOKEN\":\"hush\"}}") + "}";
        RestAnswer added = post("/api/v1/schedules", body);
        assertThat(added.status()).as(added.text()).isEqualTo(201);
        assertThat(added.text()).doesNotContain("hush");
        assertThat(added.json().get("nextTimes")).hasSize(5);
        assertProblem(post("/api/v1/schedules", body), 409, "schedule-exists");
        assertProblem(server.client("reader").get("/api/v1/schedules"), 403, "permission-denied");
        JsonNode listed = server.client("admin").get("/api/v1/schedules").json().at("/items/0");
        assertThat(listed.get("missed").asText()).isEqualTo("run-once");
        assertThat(listed.get("command").asText()).isEqualTo("uname -r");
        String path = "/api/v1/schedules/nightly";
        assertThat(post(path + "/disable", "{}").json().has("nextAt")).isFalse();
        assertThat(post(path + "/enable", "{}").json().has("nextAt")).isTrue();
        assertThat(post(path + "/run", "{}").status()).isEqualTo(202);
        assertThat(server.client("admin")
                        .get(path + "/runs")
                        .json()
                        .at("/items/0/state")
                        .asText())
                .isEqualTo("queued");
        assertThat(server.client("admin").delete(path).status()).isEqualTo(204);
        assertProblem(server.client("admin").get(path), 404, "schedule-not-found");
        assertProblem(post("/api/v1/schedules", body.replace("30 2", "30 25")), 422, "request-invalid");
        String secret = body.replace("\"run\":{", "\"run\":{\"secrets\":{\"TOKEN\":\"canary\"},");
        assertThat(secret).contains("canary");
        assertProblem(post("/api/v1/schedules", secret), 422, "request-invalid");
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
