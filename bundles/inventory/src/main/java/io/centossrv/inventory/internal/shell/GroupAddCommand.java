// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.shell;

import io.centossrv.inventory.internal.group.Group;
import io.centossrv.inventory.internal.service.GroupAdminService;
import io.centossrv.inventory.internal.service.GroupAdminService.Named;
import io.centossrv.platform.command.Command;
import io.centossrv.platform.command.CommandDescriptor;
import io.centossrv.platform.command.CommandInvocation;
import io.centossrv.platform.security.Permission;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code group:add}. */
@Component
public final class GroupAddCommand implements Command {
    private static final CommandDescriptor DESCRIPTOR = new CommandDescriptor(
            "group",
            "add",
            "Makes a group, or puts nodes into one that there is.",
            new Permission("group:add"),
            List.of(
                    new CommandDescriptor.Argument("group", "Its name.", true, false),
                    new CommandDescriptor.Argument("members", "Names or ids of nodes, and @groups.", false, true)),
            List.of(
                    new CommandDescriptor.Option("target", "What a dynamic group means.", true),
                    new CommandDescriptor.Option("description", "What it is for.", true)));

    private final GroupAdminService groups;

    @Activate
    public GroupAddCommand(@Reference GroupAdminService groups) {
        this.groups = groups;
    }

    @Override
    public CommandDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public int execute(CommandInvocation invocation) {
        String name = invocation.value("group").orElseThrow();
        Named members = GroupMembers.of(invocation.values("members"));
        Optional<String> target = invocation.value("target");
        boolean there = target.isEmpty() && groups.has(name);
        Group group = there
                ? groups.put(invocation.caller(), name, members)
                : groups.add(
                        invocation.caller(),
                        name,
                        invocation.value("description").orElse(""),
                        target,
                        members);
        invocation.out().println((there ? "Changed" : "Made") + " the group @" + group.name() + ".");
        return 0;
    }
}
