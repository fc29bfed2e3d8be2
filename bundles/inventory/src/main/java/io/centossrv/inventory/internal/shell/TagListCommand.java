// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.shell;

import io.centossrv.inventory.Node;
import io.centossrv.inventory.internal.service.LabelAdminService;
import io.centossrv.inventory.internal.service.StoredInventoryService;
import io.centossrv.platform.command.Command;
import io.centossrv.platform.command.CommandDescriptor;
import io.centossrv.platform.command.CommandInvocation;
import io.centossrv.platform.security.Permission;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code tag:list}. */
@Component
public final class TagListCommand implements Command {
    private static final CommandDescriptor DESCRIPTOR = new CommandDescriptor(
            "tag",
            "list",
            "Shows the tags, metadata, roles and site of a node.",
            new Permission("node:read"),
            List.of(new CommandDescriptor.Argument("node", "A name, an id or a key fingerprint.", true, false)),
            List.of());

    private final StoredInventoryService inventory;
    private final LabelAdminService labels;

    @Activate
    public TagListCommand(@Reference StoredInventoryService inventory, @Reference LabelAdminService labels) {
        this.inventory = inventory;
        this.labels = labels;
    }

    @Override
    public CommandDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public int execute(CommandInvocation invocation) {
        Node node = inventory.named(invocation.value("node").orElseThrow());
        labels.of(node.id()).forEach(invocation.out()::println);
        return 0;
    }

    @Override
    public List<String> complete(String name, String typed) {
        return NodeCompletion.of(inventory);
    }
}
