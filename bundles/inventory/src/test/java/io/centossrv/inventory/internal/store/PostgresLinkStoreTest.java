// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.inventory.Node;
import io.centossrv.inventory.NodeState;
import io.centossrv.persistence.Event;
import io.centossrv.persistence.test.EmbeddedDatabase;
import io.centossrv.protocol.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresLinkStoreTest {
    @RegisterExtension
    static final EmbeddedDatabase EMBEDDED = new EmbeddedDatabase();

    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(100);

    private InventoryFixture inventory;
    private NodeId node;
    private Instant now;

    @BeforeEach
    void prepare() {
        inventory = new InventoryFixture(EMBEDDED);
        node = inventory.accepted("web1").id();
        now = inventory.clock().instant();
    }

    @Test
    void isOnlineWhileItsLinkIsUp() throws InterruptedException {
        inventory.links().up(node, now, InventoryFixture.hello("0.1.0"), LEASE);
        Node online = found();
        assertThat(online.state()).isEqualTo(NodeState.ONLINE);
        assertThat(online.agentVersion()).contains("0.1.0");
        assertThat(online.lastSeen()).contains(now);
        inventory.links().down(node, now.plusSeconds(1), "closed");
        assertThat(found().state()).isEqualTo(NodeState.OFFLINE);
        assertThat(topicsUntil("node.offline"))
                .containsExactly("join-token.created", "node.enrolled", "node.accepted", "node.online", "node.offline");
    }

    @Test
    void ignoresTheEndOfAnOlderLink() {
        inventory.links().up(node, now, InventoryFixture.hello("0.1.0"), LEASE);
        inventory.links().up(node, now.plusSeconds(5), InventoryFixture.hello("0.1.1"), LEASE);
        inventory.links().down(node, now.plusSeconds(4), "replaced");
        assertThat(found().state()).isEqualTo(NodeState.ONLINE);
    }

    @Test
    void isOfflineOnceItsLeaseEndsAlsoBeforeTheSweepSaysSo() throws InterruptedException {
        inventory.links().up(node, now, InventoryFixture.hello("0.1.0"), SHORT);
        Instant end = Instant.now().plusSeconds(5);
        while (found().state() == NodeState.ONLINE) {
            assertThat(Instant.now()).isBefore(end);
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(inventory.links().expire(now.plusSeconds(1))).isEqualTo(1);
        assertThat(inventory.links().expire(now.plusSeconds(1))).isZero();
        assertThat(topicsUntil("node.offline")).contains("node.online").endsWith("node.offline");
    }

    @Test
    void heartbeatsRenewAndBringBack() throws InterruptedException {
        inventory.links().up(node, now, InventoryFixture.hello("0.1.0"), SHORT);
        inventory.links().renew(Map.of(node, now.plusSeconds(1)), LEASE);
        assertThat(inventory.links().expire(now.plusSeconds(2))).isZero();
        assertThat(found().lastSeen()).contains(now.plusSeconds(1));

        inventory.links().down(node, now.plusSeconds(3), "silent");
        inventory.links().renew(Map.of(node, now.plusSeconds(2)), LEASE);
        assertThat(found().state()).as("a heartbeat from before the end").isEqualTo(NodeState.OFFLINE);
        inventory.links().renew(Map.of(node, now.plusSeconds(4)), LEASE);
        assertThat(found().state()).isEqualTo(NodeState.ONLINE);
        inventory.links().renew(Map.of(), LEASE);
        NodeId marker = inventory.accepted("marker").id();
        inventory.links().up(marker, now, InventoryFixture.hello("0.1.0"), LEASE);
        List<Event> events = inventory.eventsUntil(
                event -> event.topic().equals("node.online") && event.subject().equals(marker.toString()));
        assertThat(events.stream()
                        .filter(event -> event.subject().equals(node.toString()))
                        .map(Event::topic)
                        .filter(topic -> topic.startsWith("node.o"))
                        .toList())
                .containsExactly("node.online", "node.offline", "node.online");
    }

    @Test
    void neverShowsARevokedNodeOnline() {
        inventory.links().up(node, now, InventoryFixture.hello("0.1.0"), LEASE);
        inventory.standing().revoke(node, "root", now);
        inventory.links().renew(Map.of(node, now.plusSeconds(5)), LEASE);
        inventory.links().up(node, now.plusSeconds(6), InventoryFixture.hello("0.1.0"), LEASE);
        assertThat(found().state()).isEqualTo(NodeState.REVOKED);
        NodeId pending = inventory.pending("new").id();
        NodeId unknown = NodeId.parse("01890a5d-ac96-774b-bcce-b302099a8057");
        NodeId good = inventory.accepted("web2").id();
        assertThat(inventory.links().unwelcome(List.of(node, pending, unknown, good)))
                .containsExactlyInAnyOrder(node, pending, unknown);
        assertThat(inventory.links().unwelcome(List.of())).isEmpty();
    }

    @Test
    void takesManyHeartbeatsAtOnce() {
        Map<NodeId, Instant> beats = new HashMap<>();
        for (int i = 0; i < 50; i++) {
            NodeId id = inventory.accepted("n" + i).id();
            inventory.links().up(id, now, InventoryFixture.hello("0.1.0"), LEASE);
            beats.put(id, now.plusSeconds(i + 1));
        }
        inventory.links().renew(beats, LEASE);
        beats.forEach((id, at) ->
                assertThat(inventory.nodes().find(id).orElseThrow().lastSeen()).contains(at));
    }

    @Test
    void tellsOfRefusedPeers() throws InterruptedException {
        inventory.links().denied("192.0.2.7:4000", "SHA256:x", "unknown key", 43);
        List<Event> events = inventory.eventsUntil(event -> event.topic().equals("link.denied"));
        assertThat(events.get(events.size() - 1).data()).contains("unknown key", "\"43\"");
    }

    private Node found() {
        return inventory.nodes().find(node).orElseThrow();
    }

    private List<String> topicsUntil(String topic) throws InterruptedException {
        return inventory.eventsUntil(event -> event.topic().equals(topic)).stream()
                .map(Event::topic)
                .toList();
    }
}
