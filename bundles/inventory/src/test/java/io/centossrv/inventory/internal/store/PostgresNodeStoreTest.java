// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.centossrv.inventory.Node;
import io.centossrv.inventory.NodeName;
import io.centossrv.inventory.NodeState;
import io.centossrv.persistence.Event;
import io.centossrv.persistence.test.EmbeddedDatabase;
import io.centossrv.platform.CentossrvException;
import io.centossrv.protocol.NodeId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresNodeStoreTest {
    @RegisterExtension
    static final EmbeddedDatabase EMBEDDED = new EmbeddedDatabase();

    private InventoryFixture inventory;

    @BeforeEach
    void prepare() {
        inventory = new InventoryFixture(EMBEDDED);
    }

    @Test
    void acceptsAPendingNodeOnceAndKeepsItsName() {
        Node pending = inventory.pending("web1");
        Node accepted = accept(pending.id(), "web1");
        assertThat(accepted.name()).contains(new NodeName("web1"));
        assertThat(accepted.acceptedAt()).contains(inventory.clock().instant());
        assertThat(code(pending.id(), "web2")).isEqualTo("node-not-pending");
        assertThat(code(NodeId.parse("01890a5d-ac96-774b-bcce-b302099a8057"), "web3"))
                .isEqualTo("node-not-found");
        List<String> names = inventory
                .database()
                .read(transaction -> Sql.query(
                        transaction,
                        row -> row.getString("name"),
                        "select name from node_names where node = ?",
                        pending.id()));
        assertThat(names).containsExactly("web1");
    }

    @Test
    void givesANameToOneNodeUntilThatIsRevoked() {
        Node first = inventory.accepted("web1");
        Node second = inventory.pending("other");
        assertThat(code(second.id(), "web1")).isEqualTo("node-name-taken");
        assertThat(inventory.nodes().find(second.id()).orElseThrow().state()).isEqualTo(NodeState.PENDING);
        inventory.standing().revoke(first.id(), "root", inventory.clock().instant());
        assertThat(accept(second.id(), "web1").name()).contains(new NodeName("web1"));
        assertThat(inventory.nodes().find(new NodeName("web1")).orElseThrow().id())
                .isEqualTo(second.id());
    }

    @Test
    void revokesOnceAndTellsIt() throws InterruptedException {
        Node node = inventory.accepted("web1");
        Node revoked =
                inventory.standing().revoke(node.id(), "root", inventory.clock().instant());
        assertThat(revoked.state()).isEqualTo(NodeState.REVOKED);
        assertThat(inventory
                        .standing()
                        .revoke(node.id(), "root", inventory.clock().instant()))
                .isEqualTo(revoked);
        Node marker = inventory.accepted("marker");
        List<Event> events = inventory.eventsUntil(event -> event.topic().equals("node.accepted")
                && event.subject().equals(marker.id().toString()));
        assertThat(events.stream()
                        .filter(event -> event.topic().equals("node.revoked"))
                        .toList())
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.audit()).isTrue();
                    assertThat(event.actor()).isEqualTo("root");
                    assertThat(event.data()).contains("web1", node.fingerprint());
                });
    }

    @Test
    void letsInAcceptedKeysOnly() {
        Node node = inventory.pending("web1");
        String key = inventory.database().read(transaction -> Sql.query(
                        transaction, row -> row.getString(1), "select bus_key from nodes where id = ?", node.id())
                .get(0));
        assertThat(inventory.bindings().accepted(key)).isEmpty();
        accept(node.id(), "web1");
        assertThat(inventory.bindings().accepted(key)).isPresent();
        inventory.standing().revoke(node.id(), "root", inventory.clock().instant());
        assertThat(inventory.bindings().accepted(key)).isEmpty();
        assertThat(inventory.bindings().accepted(InventoryFixture.randomBusKey()))
                .isEmpty();
    }

    private Node accept(NodeId id, String name) {
        return inventory
                .standing()
                .accept(id, new NodeName(name), "root", inventory.clock().instant());
    }

    private String code(NodeId id, String name) {
        return catchThrowableOfType(CentossrvException.class, () -> accept(id, name))
                .code()
                .name();
    }
}
