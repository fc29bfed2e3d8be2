// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.inventory.Facts;
import io.centossrv.persistence.test.EmbeddedDatabase;
import io.centossrv.protocol.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresFactStoreTest {
    @RegisterExtension
    static final EmbeddedDatabase EMBEDDED = new EmbeddedDatabase();

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
    void keepsEachKindOfValue() {
        Facts facts = Facts.of(
                Map.of(
                        "os.name",
                        "CentOS \"Stream\" \uD83D\uDE00",
                        "memory.total",
                        Long.MAX_VALUE,
                        "cpu.smt",
                        true,
                        "network.addresses",
                        List.of("192.0.2.1", "2001:db8::1")),
                now,
                now.plusSeconds(1));
        assertThat(inventory.facts().find(node)).isEmpty();
        inventory.facts().put(node, facts);
        inventory.facts().put(node, facts);
        assertThat(inventory.facts().find(node)).contains(facts);
    }

    @Test
    void keepsTheNewerOfOneLinkAndAnyOfALaterOne() {
        inventory.links().up(node, now, InventoryFixture.hello("0.1.0"), Duration.ofSeconds(30));
        put(1, now.plusSeconds(10), now.plusSeconds(10));
        put(2, now.plusSeconds(5), now.plusSeconds(11));
        assertThat(value()).as("an older one that came again").isEqualTo(1L);
        put(3, now.plusSeconds(10), now.plusSeconds(12));
        assertThat(value()).isEqualTo(3L);

        inventory.links().up(node, now.plusSeconds(20), InventoryFixture.hello("0.1.0"), Duration.ofSeconds(30));
        put(4, now.minusSeconds(3_600), now.plusSeconds(21));
        assertThat(value()).as("the node's clock was set back").isEqualTo(4L);
    }

    @Test
    void takesNothingOfANodeThatIsNotAccepted() {
        NodeId pending = inventory.pending("new").id();
        inventory.facts().put(pending, Facts.of(Map.of("a.b", 1L), now, now));
        assertThat(inventory.facts().find(pending)).isEmpty();
    }

    private void put(long value, Instant observedAt, Instant receivedAt) {
        inventory.facts().put(node, Facts.of(Map.of("a.b", value), observedAt, receivedAt));
    }

    private Object value() {
        return inventory.facts().find(node).orElseThrow().values().get("a.b");
    }
}
