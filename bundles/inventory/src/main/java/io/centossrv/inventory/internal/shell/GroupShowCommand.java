// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.shell;

import io.centossrv.inventory.Selection;
import io.centossrv.inventory.internal.group.Group;
import io.centossrv.inventory.internal.service.GroupAdminService;
import io.centossrv.inventory.internal.service.StoredInventoryService;
import io.centossrv.platform.command.Command;
import io.centossrv.platform.command.CommandDescriptor;
import io.centossrv.platform.command.CommandInvocation;
import io.centossrv.platform.command.Table;
import io.centossrv.platform.security.Permission;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code group:show}. */
@Component
public final class GroupShowCommand implements Command {
    private static final CommandDescriptor DESCRIPTOR = new CommandDescriptor(
            "group",
            "show",
            "Shows a group and the nodes that it selects now.",
            new Permission("group:read"),
            List.of(new CommandDescriptor.Argument("group", "Its name.", true, false)),
            List.of());

    private final StoredInventoryService inventory;
    private final GroupAdminService groups;

    @Activate
    public GroupShowCommand(@Reference StoredInventoryService inventory, @Reference GroupAdminService groups) {
        this.inventory = inventory;
        this.groups = groups;
    }

    @Override
    public CommandDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public int execute(CommandInvocation invocation) {
        Group group = groups.find(invocation.value("group").orElseThrow());
        Selection selection = inventory.preview("@" + group.name());
        Table table = new Table("FIELD", "VALUE")
                .row("name", group.name())
                .row("kind", group.target().isPresent() ? "dynamic" : "static")
                .row("description", group.description())
                .row("createdBy", group.createdBy())
                .row("createdAt", group.createdAt())
                .row("selects", selection.nodes().size())
                .row("unknown", selection.unknown());
        group.target().ifPresent(target -> table.row("target", target));
        group.parts().forEach(part -> table.row("group", "@" + part));
        selection.nodes().stream()
                .limit(1_000)
                .forEach(node -> table.row("node", node.name().orElseThrow()));
        table.print(invocation.out());
        return 0;
    }
}
