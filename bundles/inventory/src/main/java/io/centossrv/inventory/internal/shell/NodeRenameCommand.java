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

/** {@code node:rename}. */
@Component(service = Command.class)
public final class NodeRenameCommand extends NodeChange {
    private final AuditedNodeAdminService admin;

    @Activate
    public NodeRenameCommand(@Reference StoredInventoryService inventory, @Reference AuditedNodeAdminService admin) {
        super(
                inventory,
                "rename",
                "Gives a node another name; the ones before stay known.",
                new Argument("name", "The name that it gets.", true, false));
        this.admin = admin;
    }

    @Override
    Node change(CommandInvocation invocation, Node node) {
        return admin.rename(
                invocation.caller(), node.id(), name(invocation.value("name").orElseThrow()));
    }
}
