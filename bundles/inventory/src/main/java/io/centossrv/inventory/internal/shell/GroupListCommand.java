// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.shell;

import io.centossrv.inventory.internal.group.Group;
import io.centossrv.inventory.internal.service.GroupAdminService;
import io.centossrv.platform.command.Command;
import io.centossrv.platform.command.CommandDescriptor;
import io.centossrv.platform.command.CommandInvocation;
import io.centossrv.platform.command.Table;
import io.centossrv.platform.page.Page;
import io.centossrv.platform.page.PageRequest;
import io.centossrv.platform.security.Permission;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code group:list}. */
@Component
public final class GroupListCommand implements Command {
    private static final CommandDescriptor DESCRIPTOR = new CommandDescriptor(
            "group", "list", "Lists groups of nodes.", new Permission("group:read"), List.of(), List.of());

    private final GroupAdminService groups;

    @Activate
    public GroupListCommand(@Reference GroupAdminService groups) {
        this.groups = groups;
    }

    @Override
    public CommandDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public int execute(CommandInvocation invocation) {
        Table table = new Table("NAME", "KIND", "MEMBERS", "TARGET", "DESCRIPTION");
        Optional<String> cursor = Optional.empty();
        do {
            Page<Group> page = groups.list(new PageRequest(PageRequest.MAX_LIMIT, cursor));
            for (Group group : page.items()) {
                table.row(
                        group.name(),
                        group.target().isPresent() ? "dynamic" : "static",
                        group.members(),
                        group.target().orElseGet(() -> String.join(" ", group.parts())),
                        group.description());
            }
            cursor = page.next();
        } while (cursor.isPresent());
        table.print(invocation.out());
        return 0;
    }
}
