// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.centossrv.inventory.Node;
import io.centossrv.inventory.NodeState;
import io.centossrv.inventory.internal.store.InventoryFixture;
import io.centossrv.persistence.test.EmbeddedDatabase;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DecommissionRuleTest {
    @RegisterExtension
    static final EmbeddedDatabase EMBEDDED = new EmbeddedDatabase();

    private final MapSettings settings = new MapSettings();
    private InventoryFixture inventory;
    private DecommissionRule rule;

    @BeforeEach
    void prepare() {
        inventory = new InventoryFixture(EMBEDDED);
        rule = new DecommissionRule(
                inventory.unseen(), inventory.lifecycle(), settings, Clock.systemUTC(), Duration.ofDays(1));
    }

    @AfterEach
    void stop() {
        rule.stop();
    }

    @Test
    void isOffUnlessSet() {
        Node node = inventory.accepted("old");
        inventory.lastSeen(node, Duration.ofDays(1_000));
        assertThat(rule.follow()).isZero();
        assertThat(state(node)).isEqualTo(NodeState.OFFLINE);
        assertThat(rule.settings()).hasSize(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DecommissionRule.ACTION.parser().apply("delete"));
    }

    @Test
    void quarantinesOrRetiresWhatWasNotSeen() throws InterruptedException {
        settings.set("inventory.decommission.unseen-after", "P30D");
        Node old = inventory.accepted("old");
        Node young = inventory.accepted("young");
        inventory.lastSeen(old, Duration.ofDays(31));
        inventory.lastSeen(young, Duration.ofDays(29));
        assertThat(rule.follow()).isEqualTo(1);
        assertThat(state(old)).isEqualTo(NodeState.QUARANTINED);
        assertThat(state(young)).isEqualTo(NodeState.OFFLINE);
        assertThat(rule.follow()).isZero();
        settings.set("inventory.decommission.action", "retire");
        inventory.lastSeen(old, Duration.ofDays(31));
        assertThat(rule.follow()).isEqualTo(1);
        assertThat(state(old)).isEqualTo(NodeState.RETIRED);
        inventory.eventsUntil(event -> event.topic().equals("node.retired")
                && event.audit()
                && event.actor().equals("rule:decommission"));
    }

    @Test
    void doesNotCountTheTimeInWhichNobodyLooked() {
        settings.set("inventory.decommission.unseen-after", "P30D");
        Node node = inventory.accepted("web1");
        inventory.lastSeen(node, Duration.ofDays(40));
        inventory.blindSpell(Duration.ofDays(39), Duration.ofDays(28));
        assertThat(rule.follow()).isZero();
        inventory.lastSeen(node, Duration.ofDays(42));
        assertThat(rule.follow()).isEqualTo(1);
    }

    @Test
    void doesNothingWhereTooManyAreAwayAtOnce() throws InterruptedException {
        settings.set("inventory.decommission.unseen-after", "P30D");
        for (int i = 0; i < 26; i++) {
            inventory.lastSeen(inventory.accepted("web" + i), Duration.ofDays(31));
        }
        assertThat(rule.follow()).isZero();
        assertThat(rule.follow()).isZero();
        assertThat(inventory.eventsUntil(event -> event.topic().equals("decommission.held")))
                .filteredOn(event -> event.topic().equals("decommission.held"))
                .hasSize(1);
    }

    private NodeState state(Node node) {
        return inventory.nodes().find(node.id()).orElseThrow().state();
    }
}
