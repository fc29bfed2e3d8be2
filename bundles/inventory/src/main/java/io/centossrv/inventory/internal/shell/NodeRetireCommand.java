// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.shell;

import io.centossrv.inventory.Node;
import io.centossrv.inventory.internal.service.AuditedNodeAdminService;
import io.centossrv.inventory.internal.service.StoredInventoryService;
import io.centossrv.platform.command.Command;
import io.centossrv.platform.command.CommandInvocation;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code node:retire}. */
@Component(service = Command.class)
public final class NodeRetireCommand extends NodeChange {
    private final AuditedNodeAdminService admin;

    @Activate
    public NodeRetireCommand(@Reference StoredInventoryService inventory, @Reference AuditedNodeAdminService admin) {
        super(inventory, "retire", "Ends a node in good order: cuts its link, keeps its history.");
        this.admin = admin;
    }

    @Override
    Node change(CommandInvocation invocation, Node node) {
        return admin.retire(invocation.caller(), node.id());
    }
}
