// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.centossrv.inventory.Facts;
import io.centossrv.inventory.Node;
import io.centossrv.inventory.NodeState;
import io.centossrv.inventory.internal.service.FixedKeys;
import io.centossrv.inventory.internal.service.InventoryServices;
import io.centossrv.inventory.internal.store.InventoryFixture;
import io.centossrv.persistence.test.EmbeddedDatabase;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.command.Command;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class InventoryCommandsTest {
    @RegisterExtension
    static final EmbeddedDatabase EMBEDDED = new EmbeddedDatabase();

    private InventoryFixture inventory;
    private InventoryServices services;

    @BeforeEach
    void prepare() {
        inventory = new InventoryFixture(EMBEDDED);
        services = new InventoryServices(inventory);
    }

    @Test
    void listsNodesWithTheirAge() {
        Node web = inventory.accepted("web1");
        inventory.accepted("db1");
        inventory.pending("new.example.org");
        inventory
                .links()
                .up(web.id(), inventory.clock().instant(), InventoryFixture.hello("0.1.0"), Duration.ofMinutes(5));
        inventory.clock().advance(Duration.ofMinutes(3));
        Command command = new NodeListCommand(services.reading(), inventory.clock());
        assertThat(run(command, Map.of()).lines().toList())
                .hasSize(4)
                .anyMatch(line -> line.matches("web1 +online +web1\\.example\\.org +3 min ago +" + web.id()))
                .anyMatch(line -> line.matches("- +pending +new\\.example\\.org +- +[0-9a-f-]{36}"));
        assertThat(run(command, Map.of("target", "db*")).lines()).hasSize(2);
        assertThat(catchThrowableOfType(CentossrvException.class, () -> run(command, Map.of("target", "db* or")))
                        .code()
                        .name())
                .isEqualTo("target-invalid");
    }

    @Test
    void acceptsShowsAndRevokes() {
        Node node = inventory.pending("web1");
        Command accept = new NodeAcceptCommand(services.reading(), services.changing());
        assertThat(accept.complete("node", "")).containsExactly(node.id().toString());
        assertThat(run(accept, Map.of("node", node.fingerprint(), "name", "web1")))
                .isEqualTo("Accepted web1 with the key " + node.fingerprint() + ".\n");
        assertThat(catchThrowableOfType(
                                CentossrvException.class, () -> run(accept, Map.of("node", "web1", "name", "Web_2")))
                        .code()
                        .name())
                .isEqualTo("node-name-invalid");

        inventory
                .facts()
                .put(
                        node.id(),
                        Facts.of(
                                Map.of("os.name", "evil\u001b[2J"),
                                inventory.clock().instant(),
                                inventory.clock().instant()));
        Command show = new NodeShowCommand(services.reading());
        assertThat(show.complete("node", "w")).containsExactly("web1");
        assertThat(run(show, Map.of("node", "web1")))
                .contains(node.fingerprint(), "offline", "evil\\x1b[2J")
                .doesNotContain("\u001b");

        Command revoke = new NodeRevokeCommand(services.reading(), services.changing());
        assertThat(run(revoke, Map.of("node", "web1"))).contains(node.fingerprint());
        assertThat(inventory.nodes().find(node.id()).orElseThrow().state()).isEqualTo(NodeState.REVOKED);
    }

    @Test
    void printsATokenAlone() {
        Command create = new JoinTokenCreateCommand(services.tokens());
        assertThat(run(create, Map.of())).matches("[0-9a-f]{16}\\.[A-Za-z0-9_-]{43}\\." + FixedKeys.PIN + "\n");
        assertThat(catchThrowableOfType(CentossrvException.class, () -> run(create, Map.of("lifetime", "1h")))
                        .code()
                        .name())
                .isEqualTo("join-token-lifetime-invalid");
        assertThat(create.descriptor().name()).isEqualTo("join-token:create");
    }

    private static String run(Command command, Map<String, String> values) {
        RecordedInvocation invocation = new RecordedInvocation(values);
        assertThat(command.execute(invocation)).isZero();
        return invocation.printed();
    }
}
