// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.shell;

import io.centossrv.inventory.internal.group.Group;
import io.centossrv.inventory.internal.service.GroupAdminService;
import io.centossrv.platform.command.Command;
import io.centossrv.platform.command.CommandDescriptor;
import io.centossrv.platform.command.CommandInvocation;
import io.centossrv.platform.security.Permission;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code group:remove}. */
@Component
public final class GroupRemoveCommand implements Command {
    private static final CommandDescriptor DESCRIPTOR = new CommandDescriptor(
            "group",
            "remove",
            "Removes a group, or takes nodes out of it.",
            new Permission("group:remove"),
            List.of(
                    new CommandDescriptor.Argument("group", "Its name.", true, false),
                    new CommandDescriptor.Argument(
                            "members", "Names or ids of nodes, and @groups; none removes the group.", false, true)),
            List.of());

    private final GroupAdminService groups;

    @Activate
    public GroupRemoveCommand(@Reference GroupAdminService groups) {
        this.groups = groups;
    }

    @Override
    public CommandDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public int execute(CommandInvocation invocation) {
        String name = invocation.value("group").orElseThrow();
        List<String> members = invocation.values("members");
        if (members.isEmpty()) {
            groups.remove(invocation.caller(), name);
            invocation.out().println("Removed the group.");
        } else {
            Group group = groups.take(invocation.caller(), name, GroupMembers.of(members));
            invocation.out().println("Changed the group @" + group.name() + ".");
        }
        return 0;
    }
}
