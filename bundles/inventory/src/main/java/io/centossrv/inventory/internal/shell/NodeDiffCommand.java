// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.shell;

import io.centossrv.inventory.Node;
import io.centossrv.inventory.internal.history.Difference;
import io.centossrv.inventory.internal.service.HistoryService;
import io.centossrv.inventory.internal.service.StoredInventoryService;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorKind;
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

/** {@code node:diff}. */
@Component
public final class NodeDiffCommand implements Command {
    private static final ErrorCode INVALID = new ErrorCode("diff-invalid", ErrorKind.USER);
    private static final CommandDescriptor DESCRIPTOR = new CommandDescriptor(
            "node",
            "diff",
            "Says how a node differs from another one, or from what it was.",
            new Permission("node:read"),
            List.of(
                    new CommandDescriptor.Argument("node", "A name, an id or a key fingerprint.", true, false),
                    new CommandDescriptor.Argument("other", "Another node.", false, false)),
            List.of(new CommandDescriptor.Option("since", "A time of the past, such as 2026-03-01T12:00:00Z.", true)));

    private final StoredInventoryService inventory;
    private final HistoryService history;

    @Activate
    public NodeDiffCommand(@Reference StoredInventoryService inventory, @Reference HistoryService history) {
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
        Optional<Instant> since = ShellTimes.of(invocation.value("since"));
        Optional<String> other = invocation.value("other");
        if (since.isPresent() == other.isPresent()) {
            throw new CentossrvException(INVALID, "Say one of: another node, or --since with a time.");
        }
        List<Difference> differences = since.isPresent()
                ? history.since(node.id(), since.orElseThrow())
                : history.between(
                        node.id(), inventory.named(other.orElseThrow()).id());
        Table table = new Table("SECTION", "NAME", "BEFORE", "AFTER");
        for (Difference difference : differences) {
            table.row(
                    difference.section(),
                    difference.name(),
                    difference.before().orElse("-"),
                    difference.after().orElse("-"));
        }
        table.print(invocation.out());
        return 0;
    }

    @Override
    public List<String> complete(String name, String typed) {
        return NodeCompletion.of(inventory);
    }
}
