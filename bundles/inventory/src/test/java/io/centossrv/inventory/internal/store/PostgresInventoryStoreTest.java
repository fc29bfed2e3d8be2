// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.inventory.Node;
import io.centossrv.inventory.NodeName;
import io.centossrv.inventory.NodeState;
import io.centossrv.inventory.Selection;
import io.centossrv.inventory.internal.target.Target;
import io.centossrv.inventory.internal.target.TargetParser;
import io.centossrv.persistence.test.EmbeddedDatabase;
import io.centossrv.platform.page.Page;
import io.centossrv.platform.page.PageRequest;
import io.centossrv.protocol.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresInventoryStoreTest {
    @RegisterExtension
    static final EmbeddedDatabase EMBEDDED = new EmbeddedDatabase();

    private InventoryFixture inventory;

    @BeforeEach
    void prepare() {
        inventory = new InventoryFixture(EMBEDDED);
    }

    @Test
    void pagesByIdWithoutRetiredAndRevoked() {
        List<NodeId> expected = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            expected.add(inventory.accepted("web" + i).id());
        }
        NodeId revoked = inventory.accepted("gone").id();
        inventory.standing().revoke(revoked, "root", inventory.clock().instant());
        expected.add(inventory.pending("new").id());

        List<NodeId> listed = new ArrayList<>();
        Optional<String> after = Optional.empty();
        int pages = 0;
        do {
            Page<Node> page =
                    inventory.nodes().list(new PageRequest(4, after), after.map(NodeId::parse), new Target.All());
            page.items().forEach(node -> listed.add(node.id()));
            after = page.next();
            pages++;
        } while (after.isPresent());
        assertThat(listed).isEqualTo(expected);
        assertThat(pages).isEqualTo(2);
    }

    @Test
    void findsByIdNameAndFingerprint() {
        Node node = inventory.accepted("web1");
        assertThat(inventory.nodes().find(node.id())).contains(node);
        assertThat(inventory.nodes().find(new NodeName("web1"))).contains(node);
        assertThat(inventory.nodes().findByFingerprint(node.fingerprint())).contains(node);
        assertThat(inventory.nodes().find(new NodeName("web2"))).isEmpty();
        assertThat(node.state()).isEqualTo(NodeState.OFFLINE);
        assertThat(node.fingerprint()).startsWith("SHA256:").hasSize(50);
    }

    @ParameterizedTest
    @CsvSource({
        "web1, web1",
        "web*, web1 web10 web2",
        "web?, web1 web2",
        "web[12], web1 web2",
        "web[!1]*, web2",
        "web[0-9][0-9], web10",
        "*.example.org, db.example.org",
        "db?example.org, db.example.org",
        "all, db.example.org web1 web10 web2",
        "not web*, db.example.org",
        "web1 or web2 or nosuch, web1 web2",
        "web* and not (web1 or web2), web10",
        "web1 or web2 or *.org, db.example.org web1 web2",
        "nosuch, ''",
        "not not web1, web1",
    })
    void selectsByTarget(String target, String expected) {
        for (String name : List.of("web2", "web1", "web10", "db.example.org")) {
            inventory.accepted(name);
        }
        inventory.pending("web3");
        NodeId revoked = inventory.accepted("web9").id();
        inventory.standing().revoke(revoked, "root", inventory.clock().instant());
        Selection selection = inventory.nodes().select(target, TargetParser.parse(target));
        assertThat(selection.nodes().stream()
                        .map(node -> node.name().orElseThrow().value())
                        .toList())
                .isEqualTo(expected.isEmpty() ? List.of() : List.of(expected.split(" ")));
        assertThat(selection.unknown()).isZero();
    }

    @Test
    void keepsUnknownUnderNotWhenItFilters() {
        Node named = inventory.accepted("web1");
        Node pending = inventory.pending("new");
        assertThat(listed("web*")).containsExactly(named.id());
        assertThat(listed("not db")).containsExactly(named.id());
        assertThat(listed("not web1")).isEmpty();
        assertThat(listed("all")).containsExactly(named.id(), pending.id());
    }

    @Test
    void selectsByIndexWithManyNames() {
        String plan = inventory.database().read(transaction -> {
            Sql.update(transaction, "set local enable_seqscan = off");
            return String.join(
                    "\n",
                    Sql.query(
                            transaction,
                            row -> row.getString(1),
                            "explain select * from nodes n where n.standing = 'accepted' and n.name = any (?)",
                            List.of("a", "b")));
        });
        assertThat(plan).contains("nodes_name");
    }

    private List<NodeId> listed(String filter) {
        return inventory
                .nodes()
                .list(PageRequest.first(), Optional.empty(), TargetParser.parse(filter))
                .items()
                .stream()
                .map(Node::id)
                .toList();
    }
}
