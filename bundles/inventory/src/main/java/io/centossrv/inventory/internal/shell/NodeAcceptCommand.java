// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.shell;

import io.centossrv.inventory.Node;
import io.centossrv.inventory.NodeName;
import io.centossrv.inventory.internal.InventoryErrors;
import io.centossrv.inventory.internal.service.AuditedInventoryAdminService;
import io.centossrv.inventory.internal.service.StoredInventoryService;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.command.Command;
import io.centossrv.platform.command.CommandDescriptor;
import io.centossrv.platform.command.CommandInvocation;
import io.centossrv.platform.security.Permission;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code node:accept}. */
@Component
public final class NodeAcceptCommand implements Command {
    private static final CommandDescriptor DESCRIPTOR = new CommandDescriptor(
            "node",
            "accept",
            "Accepts a pending node under a name.",
            new Permission("node:accept"),
            List.of(
                    new CommandDescriptor.Argument("node", "The node's id or key fingerprint.", true, false),
                    new CommandDescriptor.Argument("name", "The name that it gets.", true, false)),
            List.of());

    private final StoredInventoryService inventory;
    private final AuditedInventoryAdminService admin;

    @Activate
    public NodeAcceptCommand(
            @Reference StoredInventoryService inventory, @Reference AuditedInventoryAdminService admin) {
        this.inventory = inventory;
        this.admin = admin;
    }

    @Override
    public CommandDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public int execute(CommandInvocation invocation) {
        Node pending = inventory.named(invocation.value("node").orElseThrow());
        NodeName name = name(invocation.value("name").orElseThrow());
        Node node = admin.accept(invocation.caller(), pending.id(), name);
        invocation.out().println("Accepted " + name + " with the key " + node.fingerprint() + ".");
        return 0;
    }

    @Override
    public List<String> complete(String name, String typed) {
        return name.equals("node") ? NodeCompletion.of(inventory) : List.of();
    }

    private static NodeName name(String text) {
        try {
            return new NodeName(text);
        } catch (IllegalArgumentException e) {
            throw new CentossrvException(
                    InventoryErrors.NODE_NAME_INVALID,
                    "A node's name has lower-case letters, digits, hyphens and dots, at most 253.",
                    e);
        }
    }
}
