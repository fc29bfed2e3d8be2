// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.inventory.NodeState;
import io.centossrv.inventory.internal.store.InventoryFixture;
import io.centossrv.persistence.Event;
import io.centossrv.persistence.test.EmbeddedDatabase;
import io.centossrv.protocol.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LeasesTest {
    @RegisterExtension
    static final EmbeddedDatabase EMBEDDED = new EmbeddedDatabase();

    private static final LinkLeaseSettings LEASE = new LinkLeaseSettings(Duration.ofSeconds(1));

    private InventoryFixture inventory;
    private RecordingBus bus;
    private LeasedLinks links;
    private NodeId node;

    @BeforeEach
    void prepare() {
        inventory = new InventoryFixture(EMBEDDED);
        bus = new RecordingBus();
        links = new LeasedLinks(inventory.links(), LEASE, inventory.clock());
        node = inventory.accepted("web1").id();
    }

    @Test
    void aNodeThatFallsSilentGoesOffline() throws InterruptedException {
        LeaseSweep sweep = sweep();
        try {
            Instant now = inventory.clock().instant();
            links.linkUp(node, now, "0.1.0");
            links.heartbeats(Map.of(node, now.plusSeconds(1)));
            assertThat(state()).isEqualTo(NodeState.ONLINE);
            inventory.clock().advance(Duration.ofSeconds(20));
            List<Event> events = inventory.eventsUntil(event -> event.topic().equals("node.offline"));
            assertThat(events.get(events.size() - 1).data()).contains("three heartbeats missed");
            assertThat(state()).isEqualTo(NodeState.OFFLINE);
            await(() -> sweep.obstacle().isEmpty());
            assertThat(sweep.name()).isEqualTo("inventory");
        } finally {
            sweep.stop();
        }
    }

    @Test
    void theSweepCutsLinksThatNobodyMayHave() throws InterruptedException {
        NodeId revoked = inventory.accepted("gone").id();
        inventory.standing().revoke(revoked, "root", inventory.clock().instant());
        bus.link(node);
        bus.link(revoked);
        LeaseSweep sweep = sweep();
        try {
            await(() -> !bus.wasCut().isEmpty());
            assertThat(bus.wasCut()).containsExactly(revoked);
            assertThat(bus.linked()).containsExactly(node);
        } finally {
            sweep.stop();
        }
    }

    @Test
    void nobodyIsOfflineBecauseNobodyLooked() {
        links.linkUp(node, inventory.clock().instant(), "0.1.0");
        inventory.notWatchedFor(Duration.ofMinutes(1));
        inventory.leasesEnded(Duration.ofSeconds(30));
        assertThat(state()).isEqualTo(NodeState.ONLINE);
        assertThat(inventory.watch().look(Duration.ofSeconds(15), Duration.ofMinutes(5)))
                .isGreaterThanOrEqualTo(Duration.ofMinutes(1));
        inventory.links().expire(inventory.clock().instant());
        assertThat(state()).isEqualTo(NodeState.ONLINE);
        assertThat(inventory.watch().look(Duration.ofSeconds(15), Duration.ofMinutes(5)))
                .isEqualTo(Duration.ZERO);
        // What is silent after that is gone.
        inventory.leasesEnded(Duration.ofSeconds(1));
        assertThat(inventory.links().expire(inventory.clock().instant())).isEqualTo(1);
        assertThat(state()).isEqualTo(NodeState.OFFLINE);
    }

    @Test
    void auditsDenialsOnceEachAndWithinALimit() throws InterruptedException {
        for (int i = 0; i < 500; i++) {
            links.denied("192.0.2." + i % 10, "not a key", "unknown key", 3);
        }
        for (int i = 0; i < 500; i++) {
            links.denied("198.51.100." + i % 250, "not a key", "unknown key", 1);
        }
        inventory.clock().advance(Duration.ofHours(1));
        links.denied("192.0.2.1", "not a key", "unknown key", 1);
        List<Event> events = inventory.eventsUntil(
                event -> event.data().replace(" ", "").contains("\"count\":\"" + (49 * 3 + 1) + "\""));
        assertThat(events.stream().filter(event -> event.topic().equals("link.denied")))
                .hasSize(121);
    }

    private LeaseSweep sweep() {
        return new LeaseSweep(
                inventory.links(), inventory.watch(), bus.cutter(), LEASE, inventory.clock(), Duration.ofMillis(50));
    }

    private NodeState state() {
        return inventory.nodes().find(node).orElseThrow().state();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        Instant end = Instant.now().plusSeconds(5);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("waiting at most 5 s").isBefore(end);
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }
}
