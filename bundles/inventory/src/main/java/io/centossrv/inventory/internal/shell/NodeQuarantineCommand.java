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

/** {@code node:quarantine}. */
@Component(service = Command.class)
public final class NodeQuarantineCommand extends NodeChange {
    private final AuditedNodeAdminService admin;

    @Activate
    public NodeQuarantineCommand(
            @Reference StoredInventoryService inventory, @Reference AuditedNodeAdminService admin) {
        super(
                inventory,
                "quarantine",
                "Keeps a node from all work; it stays linked and reports.",
                new Argument("reason", "Why, in one text.", true, false));
        this.admin = admin;
    }

    @Override
    Node change(CommandInvocation invocation, Node node) {
        return admin.quarantine(
                invocation.caller(), node.id(), invocation.value("reason").orElseThrow());
    }
}
