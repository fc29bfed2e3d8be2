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

/** {@code node:release}. */
@Component(service = Command.class)
public final class NodeReleaseCommand extends NodeChange {
    private final AuditedNodeAdminService admin;

    @Activate
    public NodeReleaseCommand(@Reference StoredInventoryService inventory, @Reference AuditedNodeAdminService admin) {
        super(inventory, "release", "Lets a node that is quarantined work again.");
        this.admin = admin;
    }

    @Override
    Node change(CommandInvocation invocation, Node node) {
        return admin.release(invocation.caller(), node.id());
    }
}
