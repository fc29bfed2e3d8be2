// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.centossrv.itests.harness.Await;
import io.centossrv.itests.harness.Csrv;
import io.centossrv.itests.harness.Estate;
import io.centossrv.itests.harness.EventTrail;
import io.centossrv.itests.harness.HeldExecutor;
import io.centossrv.itests.harness.ProcFs;
import io.centossrv.itests.harness.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What a node must not do, with the real control plane, agent and executor: run a plan that is not its own, not for now,
 * not whole, or by modules that were changed. Each is refused and stands in the ledger and in the audit trail. Last, the
 * node itself is not wanted any more.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RefusedPlansIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static Estate estate;
    private static Csrv csrv;
    private static Path home;
    private static Path mark;
    private static EventTrail refusals;

    @BeforeAll
    static void start() {
        estate = Estate.start("node1");
        csrv = new Csrv(estate.sandbox()).login(estate.controlPlane());
        home = estate.agent().karaf().home();
        mark = estate.sandbox().folder().resolve("mark");
        refusals = EventTrail.of(estate.controlPlane(), estate.rest(), "job.refused");
        csrv.run("run", "node1", "--", "true").expect(0);
    }

    @AfterAll
    static void stop() {
        if (refusals != null) {
            refusals.close();
        }
        if (estate != null) {
            estate.close();
        }
    }

    private static JsonNode onNode(String job) {
        return estate.rest().get("/api/v1/jobs/" + job + "/nodes").at("/items/0");
    }

    private static String submit(String... more) {
        String[] words = new String[more.length + 9];
        System.arraycopy(new String[] {"run", "node1", "--detach", "-o", "name"}, 0, words, 0, 5);
        System.arraycopy(more, 0, words, 5, more.length);
        System.arraycopy(new String[] {"--", "sh", "-c", "echo ran >> " + mark}, 0, words, 5 + more.length, 4);
        return csrv.run(words).expect(0).out().strip();
    }

    private static void assertRefused(String job, String state, String reason) {
        JsonNode end = Await.until(
                "the job ends", PATIENCE, () -> Optional.of(onNode(job)).filter(node -> node.hasNonNull("endedAt")));
        assertThat(end.path("state").asText()).isEqualTo(state);
        assertThat(end.path("reason").asText()).startsWith(reason);
        assertThat(mark).as("what the job would have left").doesNotExist();
    }

    private static void assertAudited(String job, String reason) {
        JsonNode event = refusals.await(
                "the refusal of " + job, each -> each.path("subject").asText().equals(job));
        assertThat(event.path("audit").asBoolean()).isTrue();
        assertThat(event.at("/data/reason").asText()).startsWith(reason);
    }

    @Test
    @Order(1)
    void aPlanWithOneByteChanged() throws IOException {
        String job;
        try (HeldExecutor executor = HeldExecutor.of(estate.agent())) {
            job = submit();
            Path plan = executor.plan(job).resolve("plan.json");
            byte[] bytes = Files.readAllBytes(plan);
            bytes[bytes.length / 2] ^= 1;
            Files.write(plan, bytes);
        }
        assertRefused(job, "failed", "rejected: signature-invalid");
        assertAudited(job, "rejected: signature-invalid");
    }

    @Test
    @Order(2)
    void aPlanThatRanIsReplayedForAnotherJob() throws IOException {
        Path copy = estate.sandbox().folder().resolve("copied-plan");
        String first;
        try (HeldExecutor executor = HeldExecutor.of(estate.agent())) {
            first = csrv.run("run", "node1", "--detach", "-o", "name", "--", "true")
                    .expect(0)
                    .out()
                    .strip();
            copyPlan(executor.plan(first), Files.createDirectory(copy));
        }
        csrv.run("job", "watch", first).expect(0);
        String job;
        try (HeldExecutor executor = HeldExecutor.of(estate.agent())) {
            job = submit();
            copyPlan(copy, executor.plan(job));
        }
        assertRefused(job, "failed", "rejected: job-mismatch");
        assertAudited(job, "rejected: job-mismatch");
    }

    private static void copyPlan(Path from, Path to) throws IOException {
        for (String name : new String[] {"plan.json", "signature"}) {
            Files.write(to.resolve(name), Files.readAllBytes(from.resolve(name)));
        }
    }

    @Test
    @Order(3)
    void aPlanOfAnotherNode() throws IOException {
        Path node = estate.agent().karaf().state().resolve("jobs/trust/node");
        String own = Files.readString(node);
        Files.writeString(node, UUID.randomUUID() + "\n");
        String job = submit();
        try {
            assertRefused(job, "failed", "rejected: node-mismatch");
        } finally {
            Files.writeString(node, own);
        }
        assertAudited(job, "rejected: node-mismatch");
    }

    @Test
    @Order(4)
    void aPlanThatExpired() throws IOException, GeneralSecurityException {
        String job;
        try (HeldExecutor executor = HeldExecutor.of(estate.agent())) {
            job = submit();
            rewrite(
                    executor.plan(job),
                    "notAfter",
                    Instant.now().minus(Duration.ofHours(1)).toString());
        }
        assertRefused(job, "expired", "expired");
    }

    @Test
    @Order(5)
    void aPlanWhoseCounterWasUsed() throws IOException, GeneralSecurityException {
        String job;
        try (HeldExecutor executor = HeldExecutor.of(estate.agent())) {
            job = submit();
            rewrite(executor.plan(job), "counter", 1L);
        }
        assertRefused(job, "failed", "rejected: counter-used");
        assertAudited(job, "rejected: counter-used");
    }

    /** Changes a plan as only who has the control plane's key could. */
    private static void rewrite(Path folder, String field, Object value) throws IOException, GeneralSecurityException {
        ObjectMapper json = new ObjectMapper();
        ObjectNode plan = (ObjectNode) json.readTree(Files.readAllBytes(folder.resolve("plan.json")));
        plan.set(field, json.valueToTree(value));
        byte[] bytes = json.writeValueAsBytes(plan);
        String key = Files.readString(estate.controlPlane().karaf().home().resolve("etc/keys/plan.key"))
                .replaceAll("-----[A-Z ]+-----|\\s", "");
        Signature signer = Signature.getInstance("Ed25519");
        signer.initSign(KeyFactory.getInstance("Ed25519")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(key))));
        signer.update(bytes);
        Files.write(folder.resolve("plan.json"), bytes);
        Files.write(folder.resolve("signature"), signer.sign());
    }

    @Test
    @Order(6)
    void aModuleJarThatWasChanged() throws IOException {
        Path jar = home.resolve("executor/lib/io.centossrv.modules-" + Sandbox.version() + ".jar");
        Path kept = home.resolve("modules-kept.jar");
        Files.copy(jar, kept, StandardCopyOption.COPY_ATTRIBUTES);
        Path changed = home.resolve("modules-changed.jar");
        Files.copy(jar, changed, StandardCopyOption.COPY_ATTRIBUTES);
        Files.write(changed, new byte[] {0}, StandardOpenOption.APPEND);
        Files.move(changed, jar, StandardCopyOption.ATOMIC_MOVE);
        String job = submit();
        try {
            assertRefused(job, "failed", "rejected: module-changed");
        } finally {
            Files.move(kept, jar, StandardCopyOption.ATOMIC_MOVE);
        }
        assertAudited(job, "rejected: module-changed");
        assertThat(csrv.run("job", "show", job).expect(0).out()).contains("module-changed");
        csrv.run("run", "node1", "--", "true").expect(0);
    }

    /** The last one: the node is gone afterwards. */
    @Test
    @Order(9)
    void aRevokedNodeIsCutWithinASecond() {
        int port = estate.controlPlane().busPort();
        Set<String> before = ProcFs.connectedTo(port);
        assertThat(before).as("the node's connection").hasSize(1);
        String id = estate.rest().get("/api/v1/nodes").at("/items/0/id").asText();
        long start = System.nanoTime();
        assertThat(estate.rest()
                        .send("POST", "/api/v1/nodes/" + id + "/revoke", null)
                        .statusCode())
                .isEqualTo(200);
        while (ProcFs.connectedTo(port).stream().anyMatch(before::contains)) {
            assertThat(System.nanoTime() - start).as("ns since it was revoked").isLessThan(PATIENCE.toNanos());
        }
        long millis = (System.nanoTime() - start) / 1_000_000;
        System.out.println("revoked: cut " + millis + " ms after the request was sent");
        assertThat(millis).isLessThan(1000);
        try (EventTrail denials = EventTrail.of(estate.controlPlane(), estate.rest(), "node.revoked")) {
            denials.await(
                    "it is recorded", each -> each.path("subject").asText().equals(id));
        }
        try (EventTrail denials = EventTrail.of(estate.controlPlane(), estate.rest(), "link.denied")) {
            denials.await("its return is refused", each -> each.path("audit").asBoolean());
        }
    }
}
