// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.shell;

import io.centossrv.inventory.Node;
import io.centossrv.inventory.internal.service.AuditedInventoryAdminService;
import io.centossrv.inventory.internal.service.StoredInventoryService;
import io.centossrv.platform.command.Command;
import io.centossrv.platform.command.CommandDescriptor;
import io.centossrv.platform.command.CommandInvocation;
import io.centossrv.platform.security.Permission;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code node:revoke}. */
@Component
public final class NodeRevokeCommand implements Command {
    private static final CommandDescriptor DESCRIPTOR = new CommandDescriptor(
            "node",
            "revoke",
            "Takes a node's key away for good and cuts its link.",
            new Permission("node:revoke"),
            List.of(new CommandDescriptor.Argument("node", "A name, an id or a key fingerprint.", true, false)),
            List.of());

    private final StoredInventoryService inventory;
    private final AuditedInventoryAdminService admin;

    @Activate
    public NodeRevokeCommand(
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
        Node found = inventory.named(invocation.value("node").orElseThrow());
        Node node = admin.revoke(invocation.caller(), found.id());
        invocation.out().println("Revoked the key " + node.fingerprint() + ".");
        return 0;
    }

    @Override
    public List<String> complete(String name, String typed) {
        return NodeCompletion.of(inventory);
    }
}
