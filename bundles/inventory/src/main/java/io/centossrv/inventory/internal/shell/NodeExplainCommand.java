// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.shell;

import io.centossrv.inventory.Finding;
import io.centossrv.inventory.internal.service.StoredExplanationService;
import io.centossrv.inventory.internal.service.StoredInventoryService;
import io.centossrv.platform.command.Command;
import io.centossrv.platform.command.CommandDescriptor;
import io.centossrv.platform.command.CommandInvocation;
import io.centossrv.platform.command.Table;
import io.centossrv.platform.security.Permission;
import java.util.List;
import java.util.Locale;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code node:explain}. */
@Component
public final class NodeExplainCommand implements Command {
    private static final CommandDescriptor DESCRIPTOR = new CommandDescriptor(
            "node",
            "explain",
            "Says why a node is as it is, and what to do about it.",
            new Permission("node:read"),
            List.of(new CommandDescriptor.Argument("node", "A name, an id or a key fingerprint.", true, false)),
            List.of());

    private final StoredInventoryService inventory;
    private final StoredExplanationService explanations;

    @Activate
    public NodeExplainCommand(
            @Reference StoredInventoryService inventory, @Reference StoredExplanationService explanations) {
        this.inventory = inventory;
        this.explanations = explanations;
    }

    @Override
    public CommandDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public int execute(CommandInvocation invocation) {
        Table table = new Table("TOPIC", "LEVEL", "WHAT", "NEXT");
        for (Finding finding : explanations
                .explain(inventory.named(invocation.value("node").orElseThrow()).id())
                .findings()) {
            table.row(
                    finding.topic(),
                    finding.level().name().toLowerCase(Locale.ROOT),
                    finding.message(),
                    finding.next().orElse("-"));
        }
        table.print(invocation.out());
        return 0;
    }

    @Override
    public List<String> complete(String name, String typed) {
        return NodeCompletion.of(inventory);
    }
}
