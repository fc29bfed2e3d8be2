// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.centossrv.inventory.Facts;
import io.centossrv.inventory.Node;
import io.centossrv.inventory.internal.service.FixedKeys;
import io.centossrv.inventory.internal.service.InventoryServices;
import io.centossrv.inventory.internal.store.InventoryFixture;
import io.centossrv.persistence.Event;
import io.centossrv.persistence.test.EmbeddedDatabase;
import io.centossrv.rest.test.FakeAuthenticator;
import io.centossrv.rest.test.OpenApiContract;
import io.centossrv.rest.test.RestAnswer;
import io.centossrv.rest.test.RestServer;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class InventoryRestTest {
    @RegisterExtension
    static final EmbeddedDatabase EMBEDDED = new EmbeddedDatabase();

    private static final String NOWHERE = "/api/v1/nodes/01890a5d-ac96-774b-bcce-b302099a8057";

    private InventoryFixture inventory;
    private InventoryServices services;
    private InventoryRestApplication application;
    private RestServer server;

    @BeforeEach
    void start() throws Exception {
        inventory = new InventoryFixture(EMBEDDED);
        services = new InventoryServices(inventory);
        application = new InventoryRestApplication(
                services.reading(),
                services.changing(),
                services.lifecycle(),
                services.tokens(),
                services.explaining(),
                services.enrolling(600, 5),
                services.labels(),
                services.groups(),
                services.history(),
                services.discoveries(),
                services.expected());
        server = RestServer.serving(
                new FakeAuthenticator().grant("reader", "bob", "node:read").grant("nobody", "eve", "job:read"),
                application);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void isWhatItsContractSays() {
        OpenApiContract.verify(application);
        assertThat(application.version()).matches("\\d+\\.\\d+\\.\\d+.*");
    }

    @Test
    void listsNodesPageByPage() throws Exception {
        for (int i = 0; i < 3; i++) {
            inventory.accepted("web" + i);
        }
        RestAnswer first = server.client("reader").get("/api/v1/nodes?limit=2&filter=web*");
        assertThat(first.status()).isEqualTo(200);
        assertThat(names(first)).containsExactly("web0", "web1");
        String next = first.json().get("next").asText();
        assertThat(next).startsWith("/api/v1/nodes?filter=web*&limit=2&cursor=");
        RestAnswer second = server.client("reader").get(next);
        assertThat(names(second)).containsExactly("web2");
        assertThat(second.json().has("next")).isFalse();
        assertThat(server.client("reader").get("/api/v1/nodes?cursor=eA").code())
                .isEqualTo("page-invalid");
    }

    @Test
    void showsANodeByIdNameAndFingerprint() throws Exception {
        Node node = inventory.accepted("web1");
        for (String name : List.of(node.id().toString(), "web1", "WEB1")) {
            JsonNode shown =
                    server.client("reader").get("/api/v1/nodes/" + name).json();
            assertThat(shown.get("id").asText()).isEqualTo(node.id().toString());
            assertThat(shown.get("state").asText()).isEqualTo("offline");
            assertThat(shown.get("fingerprint").asText()).isEqualTo(node.fingerprint());
            assertThat(shown.has("lastSeen")).isFalse();
        }
        assertThat(server.client("reader").get(NOWHERE).code()).isEqualTo("node-not-found");
        assertThat(server.client("reader").get("/api/v1/nodes/a%20b").status()).isEqualTo(404);
    }

    @Test
    void showsFacts() throws Exception {
        Node node = inventory.accepted("web1");
        assertThat(server.client("reader").get("/api/v1/nodes/web1/facts").code())
                .isEqualTo("facts-not-found");
        inventory
                .facts()
                .put(
                        node.id(),
                        Facts.of(
                                Map.of("os.id", "centos", "cpu.count", 2L, "network.addresses", List.of("192.0.2.1")),
                                inventory.clock().instant(),
                                inventory.clock().instant()));
        JsonNode facts = server.client("reader").get("/api/v1/nodes/web1/facts").json();
        assertThat(facts.get("values").get("os.id").asText()).isEqualTo("centos");
        assertThat(facts.get("values").get("cpu.count").asLong()).isEqualTo(2);
        assertThat(facts.get("values").get("network.addresses").get(0).asText()).isEqualTo("192.0.2.1");
        assertThat(facts.get("observedAt").asText()).startsWith("2026-03-01T12:00:00");
    }

    @Test
    void saysWhereATargetIsWrong() throws Exception {
        RestAnswer answer = server.client("reader").get("/api/v1/nodes?filter=web1+and");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("target-invalid");
        assertThat(answer.json().get("errors").get(0).get("column").asInt()).isEqualTo(9);
    }

    @Test
    void acceptsAndRevokes() throws Exception {
        Node node = inventory.pending("web1.example.org");
        String path = "/api/v1/nodes/" + node.id();
        assertThat(server.admin().post(path + "/accept", "{}").code()).isEqualTo("body-invalid");
        assertThat(server.admin().post(path + "/accept", "{\"name\":\"Web 1\"}").code())
                .isEqualTo("node-name-invalid");
        assertThat(server.admin().post(path + "/accept", "{\"name\":\"all\"}").code())
                .isEqualTo("node-name-invalid");
        RestAnswer accepted = server.admin().post(path + "/accept", "{\"name\":\"web1\"}");
        assertThat(accepted.status()).isEqualTo(200);
        assertThat(accepted.json().get("name").asText()).isEqualTo("web1");
        assertThat(accepted.json().get("state").asText()).isEqualTo("offline");
        assertThat(server.admin().post(path + "/accept", "{\"name\":\"web2\"}").status())
                .isEqualTo(409);
        assertThat(server.admin()
                        .post(NOWHERE + "/accept", "{\"name\":\"web2\"}")
                        .status())
                .isEqualTo(404);

        services.bus().link(node.id());
        RestAnswer revoked = server.admin().post("/api/v1/nodes/web1/revoke", "");
        assertThat(revoked.json().get("state").asText()).isEqualTo("revoked");
        assertThat(services.bus().wasCut()).containsExactly(node.id());
    }

    @Test
    void needsPermissions() throws Exception {
        inventory.accepted("web1");
        assertThat(server.anonymous().get("/api/v1/nodes").status()).isEqualTo(401);
        assertThat(server.client("nobody").get("/api/v1/nodes").status()).isEqualTo(403);
        assertThat(server.client("nobody").get("/api/v1/nodes/web1/facts").status())
                .isEqualTo(403);
        assertThat(server.client("reader").post("/api/v1/nodes/web1/revoke", "").status())
                .isEqualTo(403);
        assertThat(server.client("reader")
                        .post("/api/v1/nodes/web1/accept", "{\"name\":\"x\"}")
                        .status())
                .isEqualTo(403);
        assertThat(server.client("reader").post("/api/v1/join-tokens", "{}").status())
                .isEqualTo(403);
    }

    @Test
    void aMachineEnrolsWithATokenAndIsAccepted() throws Exception {
        String token = token("{\"lifetime\":\"PT10M\"}");
        assertThat(token).endsWith("." + FixedKeys.PIN);
        String withoutPin = token.substring(0, token.lastIndexOf('.'));
        String body = application(withoutPin, InventoryFixture.randomBusKey());

        RestAnswer first = server.anonymous().post("/api/v1/enrolments", body);
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.json().get("state").asText()).isEqualTo("pending");
        assertThat(first.json().get("busPort").asInt()).isEqualTo(18444);
        assertThat(first.json().get("busKey").asText())
                .isEqualTo(services.keys().busPublicKey());
        assertThat(Base64.getDecoder().decode(first.json().get("planKey").asText()))
                .isEqualTo(services.keys().planVerificationKey().getEncoded());

        String node = first.json().get("node").asText();
        server.admin().post("/api/v1/nodes/" + node + "/accept", "{\"name\":\"web1\"}");
        RestAnswer again = server.anonymous().post("/api/v1/enrolments", body);
        assertThat(again.json().get("state").asText()).isEqualTo("accepted");
        assertThat(again.json().get("node").asText()).isEqualTo(node);
        assertThat(server.anonymous()
                        .post("/api/v1/enrolments", application(withoutPin, InventoryFixture.randomBusKey()))
                        .code())
                .isEqualTo("join-token-used");

        List<Event> events = inventory.eventsUntil(event -> event.topic().equals("node.accepted"));
        String secret = withoutPin.substring(withoutPin.indexOf('.') + 1);
        assertThat(events).noneMatch(event -> event.toString().contains(secret));
        assertThat(events.get(0).topic()).isEqualTo("join-token.created");
        assertThat(events.get(0).audit()).isTrue();
    }

    @Test
    void refusesTokensThatAreNoGoodAndSlowsGuessersDown() throws Exception {
        String token = token("{}");
        String withoutPin = token.substring(0, token.lastIndexOf('.'));
        String key = InventoryFixture.randomBusKey();
        assertThat(server.anonymous().post("/api/v1/enrolments", "{}").code()).isEqualTo("body-invalid");
        assertThat(server.anonymous()
                        .post("/api/v1/enrolments", application(withoutPin, "short"))
                        .status())
                .isEqualTo(422);
        RestAnswer wrong =
                server.anonymous().post("/api/v1/enrolments", application(withoutPin.substring(0, 59) + "-", key));
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.code()).isEqualTo("join-token-invalid");
        for (int i = 0; i < 4; i++) {
            assertThat(server.anonymous()
                            .post("/api/v1/enrolments", application(token, key))
                            .status())
                    .isEqualTo(401);
        }
        RestAnswer limited = server.anonymous().post("/api/v1/enrolments", application(withoutPin, key));
        assertThat(limited.status()).isEqualTo(429);
        assertThat(limited.header("Retry-After")).isNotEmpty();
        inventory.clock().advance(Duration.ofMinutes(1));
        assertThat(server.anonymous()
                        .post("/api/v1/enrolments", application(withoutPin, key))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void makesTokensOfASensibleLifetime() throws Exception {
        assertThat(server.admin()
                        .post("/api/v1/join-tokens", "{\"lifetime\":\"P8D\"}")
                        .code())
                .isEqualTo("join-token-lifetime-invalid");
        assertThat(server.admin()
                        .post("/api/v1/join-tokens", "{\"lifetime\":\"soon\"}")
                        .code())
                .isEqualTo("join-token-lifetime-invalid");
        assertThat(server.admin()
                        .post("/api/v1/join-tokens", "{\"lifetime\":\"-PT1H\"}")
                        .status())
                .isEqualTo(400);
        String token = token("{\"lifetime\":\"PT1S\"}");
        inventory.clock().advance(Duration.ofSeconds(1));
        RestAnswer late = server.anonymous()
                .post(
                        "/api/v1/enrolments",
                        application(token.substring(0, token.lastIndexOf('.')), InventoryFixture.randomBusKey()));
        assertThat(late.status()).isEqualTo(401);
        assertThat(late.code()).isEqualTo("join-token-expired");
    }

    @Test
    void bindsListsAndRevokesTokensAndAuditsRefusalsOnce() throws Exception {
        String token = token("{\"uses\":2,\"site\":\"berlin\",\"tags\":{\"env\":\"prod\"},\"namePattern\":\"web*\"}");
        String id = token.substring(0, token.indexOf('.'));
        String withoutPin = token.substring(0, token.lastIndexOf('.'));
        JsonNode listed =
                server.admin().get("/api/v1/join-tokens").json().get("items").get(0);
        assertThat(listed.toString()).doesNotContain(withoutPin.substring(id.length() + 1));
        assertThat(listed.get("state").asText()).isEqualTo("open");
        assertThat(listed.get("uses").asInt()).isEqualTo(2);
        assertThat(listed.get("tags").get("env").asText()).isEqualTo("prod");

        String elsewhere = application(withoutPin, InventoryFixture.randomBusKey())
                .replace("\"machineId\"", "\"site\":\"paris\",\"machineId\"");
        for (int i = 0; i < 3; i++) {
            RestAnswer refused = server.anonymous().post("/api/v1/enrolments", elsewhere);
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.code()).isEqualTo("join-token-other-site");
        }
        assertThat(server.anonymous()
                        .post(
                                "/api/v1/enrolments",
                                application(withoutPin, InventoryFixture.randomBusKey())
                                        .replace("web1", "db1"))
                        .code())
                .isEqualTo("join-token-other-name");

        JsonNode revoked =
                server.admin().post("/api/v1/join-tokens/" + id + "/revoke", "").json();
        assertThat(revoked.get("state").asText()).isEqualTo("revoked");
        assertThat(server.admin().post("/api/v1/join-tokens/none/revoke", "").code())
                .isEqualTo("join-token-not-found");
        assertThat(server.anonymous()
                        .post("/api/v1/enrolments", application(withoutPin, InventoryFixture.randomBusKey()))
                        .code())
                .isEqualTo("join-token-revoked");

        List<Event> events = inventory.eventsUntil(event -> event.data().contains("join-token-revoked"));
        assertThat(events)
                .filteredOn(event -> event.topic().equals("enrolment.refused"))
                .allMatch(event -> event.audit() && event.subject().equals(id))
                .extracting(event -> event.data().replaceAll(".*\"reason\":\\s*\"([a-z-]+)\".*", "$1"))
                .containsExactly("join-token-other-site", "join-token-other-name", "join-token-revoked");
        assertThat(events).noneMatch(event -> event.toString().contains(withoutPin.substring(id.length() + 1)));
    }

    @Test
    void refusesTokensOfNoSense() throws Exception {
        for (String terms : List.of(
                "{\"uses\":0}",
                "{\"uses\":10001}",
                "{\"site\":\"Ber lin\"}",
                "{\"tags\":{\"e nv\":\"prod\"}}",
                "{\"namePattern\":\"a b\"}")) {
            RestAnswer answer = server.admin().post("/api/v1/join-tokens", terms);
            assertThat(answer.status()).as(terms).isEqualTo(422);
            assertThat(answer.code()).as(terms).isEqualTo("join-token-terms-invalid");
        }
        assertThat(server.client("reader").get("/api/v1/join-tokens").status()).isEqualTo(403);
    }

    private String token(String request) throws Exception {
        RestAnswer answer = server.admin().post("/api/v1/join-tokens", request);
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Cache-Control").toString()).contains("no-store");
        return answer.json().get("token").asText();
    }

    private static String application(String token, String busKey) {
        return "{\"token\":\"%s\",\"busKey\":\"%s\",\"hostname\":\"web1.example.org\",\"machineId\":\"0123\"}"
                .formatted(token, busKey);
    }

    private static List<String> names(RestAnswer answer) {
        return answer.json().get("items").findValuesAsText("name");
    }
}
