// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.shell;

import io.centossrv.inventory.Node;
import io.centossrv.inventory.internal.service.HistoryService;
import io.centossrv.inventory.internal.service.StoredInventoryService;
import io.centossrv.platform.command.Command;
import io.centossrv.platform.command.CommandDescriptor;
import io.centossrv.platform.command.CommandInvocation;
import io.centossrv.platform.command.Table;
import io.centossrv.platform.security.Permission;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code fact:list}. */
@Component
public final class FactListCommand implements Command {
    private static final CommandDescriptor DESCRIPTOR = new CommandDescriptor(
            "fact",
            "list",
            "Lists what a node says of itself, or said.",
            new Permission("node:read"),
            List.of(
                    new CommandDescriptor.Argument("node", "A name, an id or a key fingerprint.", true, false),
                    new CommandDescriptor.Argument(
                            "kind", "package, service, or another kind of things; facts unless said.", false, false)),
            List.of(new CommandDescriptor.Option("as-of", "A time of the past, such as 2026-03-01T12:00:00Z.", true)));

    private final StoredInventoryService inventory;
    private final HistoryService history;

    @Activate
    public FactListCommand(@Reference StoredInventoryService inventory, @Reference HistoryService history) {
        this.inventory = inventory;
        this.history = history;
    }

    @Override
    public CommandDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public int execute(CommandInvocation invocation) {
        Node node = inventory.named(invocation.value("node").orElseThrow());
        Optional<Instant> at = ShellTimes.of(invocation.value("as-of"));
        Optional<String> kind = invocation.value("kind");
        Table table = new Table("NAME", "VALUE");
        if (kind.filter(text -> !text.equals("facts")).isPresent()) {
            history.section(node.id(), kind.orElseThrow(), at)
                    .things()
                    .forEach(thing -> table.row(thing.name(), thing.text()));
        } else {
            at.map(time -> history.facts(node.id(), time))
                    .orElseGet(() -> inventory.facts(node.id()))
                    .ifPresent(facts -> facts.values().forEach(table::row));
        }
        table.print(invocation.out());
        return 0;
    }

    @Override
    public List<String> complete(String name, String typed) {
        return name.equals("node") ? NodeCompletion.of(inventory) : List.of();
    }
}
