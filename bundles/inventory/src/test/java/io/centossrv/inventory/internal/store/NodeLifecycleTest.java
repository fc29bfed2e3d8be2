// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.centossrv.inventory.Node;
import io.centossrv.inventory.NodeName;
import io.centossrv.inventory.NodeState;
import io.centossrv.inventory.internal.label.Label;
import io.centossrv.inventory.internal.service.AuditedNodeAdminService;
import io.centossrv.inventory.internal.service.InventoryServices;
import io.centossrv.persistence.Event;
import io.centossrv.persistence.test.EmbeddedDatabase;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.security.Caller;
import io.centossrv.platform.security.PermissionDenied;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NodeLifecycleTest {
    @RegisterExtension
    static final EmbeddedDatabase EMBEDDED = new EmbeddedDatabase();

    private static final Caller ROOT = new Caller("root", Set.of("*"));

    private InventoryFixture inventory;
    private InventoryServices services;
    private AuditedNodeAdminService admin;

    @BeforeEach
    void prepare() {
        inventory = new InventoryFixture(EMBEDDED);
        services = new InventoryServices(inventory);
        admin = services.lifecycle();
    }

    @Test
    void turnsPendingNodesAwayForGood() throws InterruptedException {
        Node node = inventory.pending("evil");
        assertThat(admin.reject(ROOT, node.id()).state()).isEqualTo(NodeState.REVOKED);
        assertThat(admin.reject(ROOT, node.id()).state()).isEqualTo(NodeState.REVOKED);
        assertThat(code(() -> inventory
                        .standing()
                        .accept(
                                node.id(),
                                new NodeName("evil"),
                                "root",
                                inventory.clock().instant())))
                .isEqualTo("node-not-pending");
        assertThat(code(() -> admin.reject(ROOT, inventory.accepted("web1").id())))
                .isEqualTo("node-state-unfit");
        List<Event> events = inventory.eventsUntil(event -> event.topic().equals("node.rejected"));
        assertThat(events.stream().filter(event -> event.topic().equals("node.rejected")))
                .hasSize(1);
    }

    @Test
    void renamesAndRemembers() {
        Node web = inventory.accepted("web1");
        inventory.accepted("db1");
        inventory.clock().advance(Duration.ofMinutes(1));
        assertThat(admin.rename(ROOT, web.id(), new NodeName("www1")).name()).contains(new NodeName("www1"));
        assertThat(admin.rename(ROOT, web.id(), new NodeName("www1")).name()).contains(new NodeName("www1"));
        assertThat(names(web)).containsExactly("web1", "www1");
        assertThat(code(() -> admin.rename(ROOT, web.id(), new NodeName("db1"))))
                .isEqualTo("node-name-taken");
        assertThat(code(() -> admin.rename(ROOT, web.id(), new NodeName("all"))))
                .isEqualTo("node-name-invalid");
        assertThat(code(() -> admin.rename(ROOT, inventory.pending("p").id(), new NodeName("p"))))
                .isEqualTo("node-state-unfit");
        CentossrvException gone = catchThrowableOfType(
                CentossrvException.class, () -> services.reading().named("web1"));
        assertThat(gone).hasMessageContaining("www1");
    }

    @Test
    void quarantinesAndReleases() {
        Node node = inventory.accepted("web1");
        assertThat(code(() -> admin.quarantine(ROOT, node.id(), " "))).isEqualTo("reason-invalid");
        assertThat(code(() -> admin.release(ROOT, inventory.pending("p").id()))).isEqualTo("node-state-unfit");
        assertThat(admin.quarantine(ROOT, node.id(), "strange logins").state()).isEqualTo(NodeState.QUARANTINED);
        assertThat(code(() -> services.reading().resolve("web1"))).isEqualTo("target-empty");
        assertThat(inventory.bindings().accepted(inventory.busKey(node))).isPresent();
        assertThat(admin.release(ROOT, node.id()).state()).isEqualTo(NodeState.OFFLINE);
        assertThat(admin.release(ROOT, node.id()).state()).isEqualTo(NodeState.OFFLINE);
        assertThat(services.reading().resolve("web1").nodes()).hasSize(1);
    }

    @Test
    void retiresWithTheLinkCutAndTheNameFree() {
        Node node = inventory.accepted("web1");
        services.bus().link(node.id());
        assertThat(admin.retire(ROOT, node.id()).state()).isEqualTo(NodeState.RETIRED);
        assertThat(services.bus().wasCut()).containsExactly(node.id());
        assertThat(inventory.bindings().accepted(inventory.busKey(node))).isEmpty();
        assertThat(inventory.accepted("web1").state()).isEqualTo(NodeState.OFFLINE);
        assertThat(code(() -> admin.retire(ROOT, inventory.pending("p").id()))).isEqualTo("node-state-unfit");
    }

    @Test
    void replacesAPendingAndAnAcceptedNode() throws InterruptedException {
        Node old = inventory.accepted("web1");
        services.bus().link(old.id());
        inventory
                .labels()
                .change(
                        List.of(old.id()),
                        List.of(Label.parse("tag:env=prod")),
                        List.of(),
                        "root",
                        inventory.clock().instant());
        Node fresh = inventory.pending("new-iron");
        Node after = admin.replace(ROOT, old.id(), fresh.id());
        assertThat(after.id()).isEqualTo(fresh.id());
        assertThat(after.name()).contains(new NodeName("web1"));
        assertThat(after.state()).isEqualTo(NodeState.OFFLINE);
        assertThat(inventory.nodes().find(old.id()).orElseThrow().state()).isEqualTo(NodeState.REVOKED);
        assertThat(services.bus().wasCut()).containsExactly(old.id());
        assertThat(services.reading().named("web1").id()).isEqualTo(fresh.id());
        assertThat(names(fresh)).contains("web1");
        assertThat(inventory.labels().of(fresh.id())).containsExactly(Label.parse("tag:env=prod"));
        assertThat(inventory.labels().of(old.id())).isEmpty();
        assertThat(admin.replace(ROOT, old.id(), fresh.id())).isEqualTo(after);

        inventory.clock().advance(Duration.ofMinutes(1));
        Node spare = inventory.accepted("spare");
        inventory.clock().advance(Duration.ofMinutes(1));
        assertThat(admin.replace(ROOT, fresh.id(), spare.id()).name()).contains(new NodeName("web1"));
        assertThat(names(spare)).contains("spare", "web1");
        inventory.eventsUntil(event -> event.topic().equals("node.replaced")
                && event.subject().equals(fresh.id().toString())
                && event.data().contains(spare.id().toString()));
    }

    @Test
    void replacesNothingByHalves() {
        Node old = inventory.accepted("web1");
        Node retired = inventory.accepted("web2");
        admin.retire(ROOT, retired.id());
        assertThat(code(() -> admin.replace(ROOT, old.id(), retired.id()))).isEqualTo("node-state-unfit");
        assertThat(inventory.nodes().find(old.id()).orElseThrow().state()).isEqualTo(NodeState.OFFLINE);
        assertThat(inventory.bindings().accepted(inventory.busKey(old))).isPresent();
        assertThat(code(() -> admin.replace(ROOT, old.id(), old.id()))).isEqualTo("replacement-invalid");
        assertThat(code(() -> admin.replace(
                        ROOT,
                        inventory.pending("p").id(),
                        inventory.pending("q").id())))
                .isEqualTo("node-state-unfit");
    }

    @Test
    void asksForARightOfEachVerb() {
        Node node = inventory.accepted("web1");
        Caller reader = new Caller("bob", Set.of("node:read"));
        List<Runnable> deeds = List.of(
                () -> admin.reject(reader, node.id()),
                () -> admin.rename(reader, node.id(), new NodeName("x")),
                () -> admin.retire(reader, node.id()),
                () -> admin.quarantine(reader, node.id(), "x"),
                () -> admin.release(reader, node.id()),
                () -> admin.replace(reader, node.id(), node.id()),
                () -> admin.acceptAll(reader, List.of(), false),
                () -> services.tokens().reissue(reader, node.id(), Duration.ofHours(1)),
                () -> services.tokens().revoke(reader, "t"));
        for (Runnable deed : deeds) {
            assertThat(catchThrowableOfType(PermissionDenied.class, deed::run)).isNotNull();
        }
        assertThat(inventory.nodes().find(node.id()).orElseThrow()).isEqualTo(node);
    }

    private List<String> names(Node node) {
        return inventory
                .database()
                .read(transaction -> Sql.query(
                        transaction,
                        row -> row.getString("name"),
                        "select name from node_names where node = ? order by since",
                        node.id()));
    }

    private static String code(Runnable deed) {
        return catchThrowableOfType(CentossrvException.class, deed::run).code().name();
    }
}
