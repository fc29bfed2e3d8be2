// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.centossrv.inventory.Node;
import io.centossrv.inventory.internal.discovery.ssh.TestSshServer;
import io.centossrv.inventory.internal.service.DiscoveryService;
import io.centossrv.inventory.internal.service.InventoryServices;
import io.centossrv.inventory.internal.store.InventoryFixture;
import io.centossrv.persistence.Event;
import io.centossrv.persistence.test.EmbeddedDatabase;
import io.centossrv.rest.test.FakeAuthenticator;
import io.centossrv.rest.test.RestAnswer;
import io.centossrv.rest.test.RestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DiscoveriesRestTest {
    @RegisterExtension
    static final EmbeddedDatabase EMBEDDED = new EmbeddedDatabase();

    private InventoryFixture inventory;
    private InventoryServices services;
    private DiscoveryService discoveries;
    private RestServer server;

    @BeforeEach
    void start() throws Exception {
        inventory = new InventoryFixture(EMBEDDED);
        services = new InventoryServices(inventory);
        discoveries = services.discoveries();
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
                        discoveries,
                        services.expected()));
        services.settings().set("inventory.discovery.networks", "127.0.0.0/8,::1");
    }

    @AfterEach
    void stop() throws Exception {
        discoveries.stop();
        server.close();
    }

    @Test
    void findsWhatListensAndSaysWhichNodeItIs() throws Exception {
        try (TestSshServer ssh = new TestSshServer("EC", 256, BuiltinDHFactories.curve25519)) {
            Node web1 = inventory.accepted("web1");
            inventory.address(web1, "127.0.0.1");
            RestAnswer begun = post("{'network':'127.0.0.0/28','ports':[" + ssh.port() + "]}");
            assertThat(begun.status()).as(begun.text()).isEqualTo(202);
            assertThat(begun.json().get("state").asText()).isEqualTo("running");
            String path = begun.header("Location").orElseThrow();

            JsonNode ended = ended(path);
            assertThat(ended.get("state").asText()).isEqualTo("done");
            assertThat(ended.get("addresses").asInt()).isEqualTo(14);
            assertThat(ended.get("probed").asInt()).isEqualTo(14);
            assertThat(ended.get("found").asInt()).isEqualTo(1);
            JsonNode hosts = server.admin().get(path + "/hosts").json().get("items");
            assertThat(hosts).hasSize(1);
            JsonNode host = hosts.get(0);
            assertThat(host.get("address").asText()).isEqualTo("127.0.0.1");
            assertThat(host.get("port").asInt()).isEqualTo(ssh.port());
            assertThat(host.get("fingerprint").asText()).isEqualTo(ssh.fingerprint());
            assertThat(host.get("banner").asText()).startsWith("SSH-2.0-");
            assertThat(host.get("node").get("id").asText()).isEqualTo(web1.id().toString());
            assertThat(host.get("node").get("name").asText()).isEqualTo("web1");
            assertThat(host.get("node").get("by").asText()).isEqualTo("address");

            inventory.address(inventory.accepted("web2"), "127.0.0.1");
            assertThat(server.admin()
                            .get(path + "/hosts")
                            .json()
                            .get("items")
                            .get(0)
                            .has("node"))
                    .as("it looks like two")
                    .isFalse();

            List<Event> events = inventory.eventsUntil(event -> event.topic().equals("node.discovery-ended"));
            assertThat(events)
                    .filteredOn(event -> event.topic().startsWith("node.discovery-"))
                    .allMatch(event -> event.audit() && event.actor().equals("admin"))
                    .extracting(Event::data)
                    .satisfiesExactly(
                            first -> assertThat(first).contains("127.0.0.0/28", "\"14\""),
                            last -> assertThat(last).contains("\"done\"", "\"14\"", "\"1\""));
        }
    }

    @Test
    void refusesWhatIsNotAllowedOrTooMuch() throws Exception {
        assertThat(server.client("reader")
                        .post("/api/v1/discoveries", "{\"network\":\"127.0.0.1\"}")
                        .status())
                .isEqualTo(403);
        refused("10.0.0.0/24", 403, "network-not-allowed", "inventory.discovery.networks");
        refused("127.0.0.0/16", 400, "network-too-large", "inventory.discovery.addresses");
        refused("::/64", 400, "network-too-large", "18446744073709551616");
        refused("127.0.0.5/24", 422, "network-invalid", "127.0.0.0/24");
        services.settings().set("inventory.discovery.networks", "");
        refused("127.0.0.1", 403, "network-not-allowed", "no network is allowed");
        assertThat(post("{'network':'127.0.0.1','ports':[0]}").code()).isEqualTo("network-invalid");
        assertThat(post("{'network':'127.0.0.1','ports':[1,2,3,4,5]}").code()).isEqualTo("network-invalid");
        assertThat(server.admin().get("/api/v1/discoveries").json().get("items"))
                .isEmpty();
    }

    @Test
    void oneRunsAtATimeAndCanBeCancelled() throws Exception {
        services.settings().set("inventory.discovery.rate", "2");
        String path = post("{'network':'127.0.0.0/24'}").header("Location").orElseThrow();
        RestAnswer second = post("{'network':'127.0.0.1'}");
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.code()).isEqualTo("discovery-running");

        assertThat(server.admin().post(path + "/cancel", "").status()).isEqualTo(200);
        JsonNode ended = ended(path);
        assertThat(ended.get("state").asText()).isEqualTo("cancelled");
        assertThat(ended.get("probed").asInt()).isLessThan(254);
        services.settings().set("inventory.discovery.rate", "1000");
        assertThat(post("{'network':'127.0.0.1'}").status()).isEqualTo(202);
    }

    @Test
    void oneThatStopsInTheMiddleSaysSo() throws Exception {
        services.settings().set("inventory.discovery.rate", "2");
        String path = post("{'network':'127.0.0.0/24'}").header("Location").orElseThrow();
        discoveries.stop();
        assertThat(ended(path).get("state").asText()).isEqualTo("interrupted");
    }

    @Test
    void aCursorOfOnesOwnIsRefused() throws Exception {
        String path = post("{'network':'127.0.0.1'}").header("Location").orElseThrow();
        ended(path);
        for (String cursor : List.of("eHl6", "OTk5LjEuMS4xIDIy", "Og")) {
            RestAnswer answer = server.admin().get(path + "/hosts?cursor=" + cursor);
            assertThat(answer.status()).as(answer.text()).isEqualTo(400);
            assertThat(answer.code()).isEqualTo("page-invalid");
        }
        assertThat(server.admin()
                        .get("/api/v1/discoveries/00000000-0000-0000-0000-000000000000/hosts")
                        .code())
                .isEqualTo("discovery-not-found");
    }

    private void refused(String network, int status, String code, String said) throws Exception {
        RestAnswer answer = post("{'network':'" + network + "'}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.text()).contains(said);
    }

    private JsonNode ended(String path) throws Exception {
        Instant end = Instant.now().plus(Duration.ofSeconds(60));
        JsonNode now = server.admin().get(path).json();
        while (now.get("state").asText().equals("running")) {
            assertThat(Instant.now()).as("%s", now).isBefore(end);
            TimeUnit.MILLISECONDS.sleep(50);
            now = server.admin().get(path).json();
        }
        return now;
    }

    private RestAnswer post(String body) throws Exception {
        return server.admin().post("/api/v1/discoveries", body.replace('\'', '"'));
    }
}
