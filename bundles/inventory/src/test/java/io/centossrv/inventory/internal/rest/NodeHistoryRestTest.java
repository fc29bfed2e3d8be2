// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.centossrv.inventory.Facts;
import io.centossrv.inventory.internal.service.AuditedNodeAdminService;
import io.centossrv.inventory.internal.service.InventoryServices;
import io.centossrv.inventory.internal.store.InventoryFixture;
import io.centossrv.inventory.message.Item;
import io.centossrv.inventory.message.SectionChange;
import io.centossrv.persistence.test.EmbeddedDatabase;
import io.centossrv.platform.security.Caller;
import io.centossrv.protocol.NodeId;
import io.centossrv.rest.test.FakeAuthenticator;
import io.centossrv.rest.test.RestAnswer;
import io.centossrv.rest.test.RestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NodeHistoryRestTest {
    @RegisterExtension
    static final EmbeddedDatabase EMBEDDED = new EmbeddedDatabase();

    private InventoryFixture inventory;
    private RestServer server;
    private AuditedNodeAdminService lifecycle;
    private NodeId node;

    @BeforeEach
    void start() throws Exception {
        inventory = new InventoryFixture(EMBEDDED);
        InventoryServices services = new InventoryServices(inventory);
        server = RestServer.serving(
                new FakeAuthenticator().grant("reader", "bob", "node:read"),
                new InventoryRestApplication(
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
                        services.expected()));
        lifecycle = services.lifecycle();
        node = inventory.accepted("web1").id();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void showsWhatWasAndWhatChanged() throws Exception {
        report(node, 8L, "1.0-1");
        Instant before = inventory.clock().instant();
        inventory.clock().advance(Duration.ofDays(3));
        report(node, 9L, "1.1-1");

        assertThat(get("/facts").json().get("values").get("os.major").asInt()).isEqualTo(9);
        assertThat(get("/facts?asOf=" + before)
                        .json()
                        .get("values")
                        .get("os.major")
                        .asInt())
                .isEqualTo(8);
        assertThat(texts(get("/inventory/package"), "version")).containsExactly("1-1", "1.1-1");
        assertThat(texts(get("/inventory/package?asOf=" + before), "version")).containsExactly("1-1", "1.0-1");
        RestAnswer first = get("/inventory/package?limit=1&asOf=" + before);
        RestAnswer second = server.client("reader").get(first.json().get("next").asText());
        assertThat(texts(second, "version")).containsExactly("1.0-1");
        assertThat(second.json().has("next")).isFalse();
        JsonNode kinds = get("/inventory").json().get("items");
        assertThat(kinds.get(0).get("kind").asText()).isEqualTo("package");
        assertThat(kinds.get(0).get("count").asInt()).isEqualTo(2);

        JsonNode since = get("/diff?since=" + before).json();
        assertThat(since.get("count").asInt()).isEqualTo(2);
        assertThat(since.get("items").get(0).toString())
                .isEqualTo("{\"section\":\"facts\",\"name\":\"os.major\",\"before\":\"8\",\"after\":\"9\"}");
        assertThat(since.get("items").get(1).get("before").asText()).isEqualTo("1.0-1");
    }

    @Test
    void thePlaceOfAReplacedNodeKeepsItsPast() throws Exception {
        report(node, 7L, "0.9-1");
        Instant first = inventory.clock().instant();
        inventory.clock().advance(Duration.ofDays(1));
        report(node, 8L, "1.0-1");
        Instant old = inventory.clock().instant();
        inventory.clock().advance(Duration.ofDays(1));
        NodeId spare = inventory.accepted("spare").id();
        report(spare, 9L, "3.0-1");
        inventory.clock().advance(Duration.ofDays(1));
        NodeId fresh = inventory.pending("new-iron").id();
        lifecycle.replace(new Caller("root", Set.of("node:replace")), node, fresh);
        Instant silent = inventory.clock().instant();
        inventory.clock().advance(Duration.ofDays(1));

        assertThat(os(silent)).as("the last word").isEqualTo(8);
        report(fresh, 10L, "2.0-1");
        Instant now = inventory.clock().instant();
        assertThat(List.of(os(first), os(old), os(silent), os(now))).containsExactly(7, 8, 8, 10);
        assertThat(texts(get("/inventory/package?asOf=" + old), "version")).containsExactly("1-1", "1.0-1");
        JsonNode since = get("/diff?since=" + first).json();
        assertThat(since.get("items").get(0).toString())
                .isEqualTo("{\"section\":\"facts\",\"name\":\"os.major\",\"before\":\"7\",\"after\":\"10\"}");
        assertThat(since.get("items").get(1).get("before").asText()).isEqualTo("0.9-1");

        inventory.clock().advance(Duration.ofDays(1));
        lifecycle.replace(new Caller("root", Set.of("node:replace")), fresh, spare);
        assertThat(List.of(os(first), os(silent), os(now)))
                .as("not what the spare was then")
                .containsExactly(7, 8, 10);
        assertThat(os(inventory.clock().instant())).isEqualTo(9);
    }

    @Test
    void comparesTwoNodes() throws Exception {
        NodeId other = inventory.accepted("web2").id();
        report(node, 9L, "1.0-1");
        report(other, 9L, "1.1-1");
        assertThat(texts(get("/diff?with=web2"), "after")).containsExactly("1.1-1");
        assertThat(get("/diff?with=web1").json().get("count").asInt()).isZero();
    }

    @Test
    void saysWhatItDoesNotKnow() throws Exception {
        assertThat(get("/inventory/package").code()).isEqualTo("section-not-found");
        report(node, 9L, "1.0-1");
        assertThat(get("/inventory/package?asOf=2020-01-01T00:00:00Z").code()).isEqualTo("history-not-kept");
        assertThat(get("/facts?asOf=2020-01-01T00:00:00Z").code()).isEqualTo("history-not-kept");
        assertThat(get("/facts?asOf=yesterday").code()).isEqualTo("time-invalid");
        assertThat(get("/diff").code()).isEqualTo("diff-invalid");
        assertThat(get("/diff?with=nosuch").code()).isEqualTo("node-not-found");
        assertThat(get("/inventory").json().get("items")).hasSize(1);
    }

    private int os(Instant at) throws Exception {
        return get("/facts?asOf=" + at).json().get("values").get("os.major").asInt();
    }

    private void report(NodeId from, long major, String version) {
        Instant now = inventory.clock().instant();
        inventory.facts().put(from, Facts.of(Map.of("os.major", major), now, now));
        List<Item> items = List.of(
                new Item("always", Optional.of("1-1"), Map.of()), new Item("bash", Optional.of(version), Map.of()));
        inventory.items().apply(from, new SectionChange("package", "", version, Map.of(), items, List.of()), now, now);
    }

    private RestAnswer get(String path) throws Exception {
        return server.client("reader").get("/api/v1/nodes/web1" + path);
    }

    private static List<String> texts(RestAnswer answer, String field) throws Exception {
        List<String> texts = new ArrayList<>();
        answer.json().get("items").forEach(item -> texts.add(item.get(field).asText()));
        return texts;
    }
}
