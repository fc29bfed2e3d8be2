// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.shell;

import io.centossrv.inventory.Facts;
import io.centossrv.inventory.Node;
import io.centossrv.inventory.internal.service.StoredInventoryService;
import io.centossrv.platform.command.Command;
import io.centossrv.platform.command.CommandDescriptor;
import io.centossrv.platform.command.CommandInvocation;
import io.centossrv.platform.command.Table;
import io.centossrv.platform.security.Permission;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code node:show}. */
@Component
public final class NodeShowCommand implements Command {
    private static final CommandDescriptor DESCRIPTOR = new CommandDescriptor(
            "node",
            "show",
            "Shows a node and what it says about itself.",
            new Permission("node:read"),
            List.of(new CommandDescriptor.Argument("node", "A name, an id or a key fingerprint.", true, false)),
            List.of());

    private final StoredInventoryService inventory;

    @Activate
    public NodeShowCommand(@Reference StoredInventoryService inventory) {
        this.inventory = inventory;
    }

    @Override
    public CommandDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public int execute(CommandInvocation invocation) {
        Node node = inventory.named(invocation.value("node").orElseThrow());
        Table table = new Table("FIELD", "VALUE")
                .row("id", node.id())
                .row("state", node.state().name().toLowerCase(Locale.ROOT))
                .row("hostname", node.hostname())
                .row("fingerprint", node.fingerprint())
                .row("machineId", node.machineId())
                .row("team", node.team())
                .row("enrolledAt", node.enrolledAt());
        optional(table, "name", node.name());
        optional(table, "acceptedAt", node.acceptedAt());
        optional(table, "lastSeen", node.lastSeen());
        optional(table, "agentVersion", node.agentVersion());
        inventory.facts(node.id()).ifPresent(facts -> rows(table, facts));
        table.print(invocation.out());
        return 0;
    }

    @Override
    public List<String> complete(String name, String typed) {
        return NodeCompletion.of(inventory);
    }

    private static void rows(Table table, Facts facts) {
        facts.values().forEach(table::row);
        table.row("facts observed", facts.observedAt());
    }

    private static void optional(Table table, String field, Optional<?> value) {
        value.ifPresent(present -> table.row(field, present));
    }
}
