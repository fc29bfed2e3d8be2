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

/** {@code node:reject}. */
@Component(service = Command.class)
public final class NodeRejectCommand extends NodeChange {
    private final AuditedNodeAdminService admin;

    @Activate
    public NodeRejectCommand(@Reference StoredInventoryService inventory, @Reference AuditedNodeAdminService admin) {
        super(inventory, "reject", "Turns a pending node away; its key is worthless from then on.");
        this.admin = admin;
    }

    @Override
    Node change(CommandInvocation invocation, Node node) {
        return admin.reject(invocation.caller(), node.id());
    }
}
