// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.shell;

import io.centossrv.inventory.Node;
import io.centossrv.inventory.NodeName;
import io.centossrv.inventory.Selection;
import io.centossrv.inventory.internal.service.StoredInventoryService;
import io.centossrv.platform.command.Command;
import io.centossrv.platform.command.CommandDescriptor;
import io.centossrv.platform.command.CommandInvocation;
import io.centossrv.platform.command.Table;
import io.centossrv.platform.page.Page;
import io.centossrv.platform.page.PageRequest;
import io.centossrv.platform.security.Permission;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code node:list}. */
@Component
public final class NodeListCommand implements Command {
    private static final CommandDescriptor DESCRIPTOR = new CommandDescriptor(
            "node",
            "list",
            "Lists nodes of every state but retired and revoked.",
            new Permission("node:read"),
            List.of(new CommandDescriptor.Argument("target", "Only nodes that this target selects.", false, false)),
            List.of(new CommandDescriptor.Option(
                    "preview", "Only accepted nodes, as a job would, and how many are unknown.", false)));

    private final StoredInventoryService inventory;
    private final Clock clock;

    @Activate
    public NodeListCommand(@Reference StoredInventoryService inventory) {
        this(inventory, Clock.systemUTC());
    }

    NodeListCommand(StoredInventoryService inventory, Clock clock) {
        this.inventory = inventory;
        this.clock = clock;
    }

    @Override
    public CommandDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public int execute(CommandInvocation invocation) {
        Instant now = clock.instant();
        String target = invocation.value("target").orElse("");
        Table table = new Table("NAME", "STATE", "HOSTNAME", "LAST SEEN", "ID");
        if (invocation.flag("preview")) {
            Selection selection = inventory.preview(target.isEmpty() ? "*" : target);
            selection.nodes().forEach(node -> row(table, node, now));
            table.print(invocation.out());
            invocation.out().println(selection.nodes().size() + " selected, " + selection.unknown() + " unknown.");
            return 0;
        }
        Optional<String> cursor = Optional.empty();
        do {
            PageRequest request = new PageRequest(PageRequest.MAX_LIMIT, cursor);
            Page<Node> page = target.isEmpty() ? inventory.list(request) : inventory.list(request, target);
            page.items().forEach(node -> row(table, node, now));
            cursor = page.next();
        } while (cursor.isPresent());
        table.print(invocation.out());
        return 0;
    }

    private static void row(Table table, Node node, Instant now) {
        table.row(
                node.name().map(NodeName::value).orElse("-"),
                node.state().name().toLowerCase(Locale.ROOT),
                node.hostname(),
                node.lastSeen().map(at -> Ages.of(Duration.between(at, now))).orElse("-"),
                node.id());
    }
}
