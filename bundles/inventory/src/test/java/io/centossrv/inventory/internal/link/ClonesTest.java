// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.inventory.Finding;
import io.centossrv.inventory.Node;
import io.centossrv.inventory.NodeState;
import io.centossrv.inventory.internal.service.InventoryServices;
import io.centossrv.inventory.internal.store.InventoryFixture;
import io.centossrv.persistence.Event;
import io.centossrv.persistence.test.EmbeddedDatabase;
import io.centossrv.platform.security.Caller;
import io.centossrv.transport.AgentHello;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ClonesTest {
    @RegisterExtension
    static final EmbeddedDatabase EMBEDDED = new EmbeddedDatabase();

    private InventoryFixture inventory;
    private InventoryServices services;
    private StoredPeerAuthority authority;
    private Node node;

    @BeforeEach
    void prepare() {
        inventory = new InventoryFixture(EMBEDDED);
        services = new InventoryServices(inventory);
        authority = new StoredPeerAuthority(inventory.bindings(), inventory.clock());
        node = inventory.accepted("web1");
    }

    @AfterEach
    void stop() {
        authority.stop();
    }

    @Test
    void refusesTellsOnceAndKeepsTheNodeFromWork() throws InterruptedException {
        assertThat(authority.acceptedNode(inventory.busKey(node))).contains(node.id());
        assertThat(authority.refusal(node.id(), hello("m1", "first"))).isEmpty();
        for (int i = 0; i < 50; i++) {
            assertThat(authority.refusal(node.id(), hello("m666", "copy" + i % 2)))
                    .isPresent();
        }
        List<Event> events = inventory.eventsUntil(event -> event.topic().equals("node.quarantined"));
        assertThat(events)
                .filteredOn(event -> event.topic().equals("node.cloned"))
                .hasSizeBetween(1, 2)
                .allMatch(event -> event.audit() && event.data().contains("192.0.2.66"));
        assertThat(inventory.nodes().find(node.id()).orElseThrow().state()).isEqualTo(NodeState.QUARANTINED);
        assertThat(services.explaining().explain(node.id()).findings())
                .filteredOn(finding -> finding.topic().equals("clone"))
                .hasSize(1)
                .allMatch(finding -> finding.level() == Finding.Level.PROBLEM
                        && finding.message().contains("m666")
                        && finding.next().orElseThrow().equals("csrv node reissue web1"));

        inventory.clock().advance(Duration.ofHours(1));
        assertThat(authority.refusal(node.id(), hello("m666", "copy0"))).isPresent();
        inventory.eventsUntil(event -> event.topic().equals("node.cloned")
                && event.data().replace(" ", "").contains("\"count\":\"25\""));

        services.lifecycle().release(new Caller("root", Set.of("*")), node.id());
        assertThat(authority.refusal(node.id(), hello("m1", "first"))).isEmpty();
        assertThat(services.explaining().explain(node.id()).findings())
                .noneMatch(finding -> finding.topic().equals("clone"));
    }

    @Test
    void learnsWhatItDidNotKnowOnceAndForGood() {
        inventory.links().up(node.id(), inventory.clock().instant(), said("m1", "d1"), Duration.ofMinutes(1));
        inventory.links().up(node.id(), inventory.clock().instant(), said("m1", "d2"), Duration.ofMinutes(1));
        assertThat(inventory
                        .bindings()
                        .accepted(inventory.busKey(node))
                        .orElseThrow()
                        .dmiUuid())
                .isEqualTo("d1");
    }

    private static AgentHello hello(String machineId, String instance) {
        return new AgentHello("192.0.2.66", "0.1.0", "boot", Instant.EPOCH, machineId, "", instance);
    }

    private static AgentHello said(String machineId, String dmiUuid) {
        return new AgentHello("192.0.2.1", "0.1.0", "boot", Instant.EPOCH, machineId, dmiUuid, "i");
    }
}
