// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.shell;

import io.centossrv.inventory.Node;
import io.centossrv.inventory.internal.service.AuditedNodeAdminService;
import io.centossrv.inventory.internal.service.StoredInventoryService;
import io.centossrv.platform.command.Command;
import io.centossrv.platform.command.CommandDescriptor.Argument;
import io.centossrv.platform.command.CommandInvocation;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code node:replace}. */
@Component(service = Command.class)
public final class NodeReplaceCommand extends NodeChange {
    private final AuditedNodeAdminService admin;

    @Activate
    public NodeReplaceCommand(@Reference StoredInventoryService inventory, @Reference AuditedNodeAdminService admin) {
        super(
                inventory,
                "replace",
                "Puts another node into the place of this one, which is revoked: name, tags and groups move.",
                new Argument("by", "The node that takes the place.", true, false));
        this.admin = admin;
    }

    @Override
    Node change(CommandInvocation invocation, Node node) {
        return admin.replace(
                invocation.caller(), node.id(), named(invocation, "by").id());
    }
}
