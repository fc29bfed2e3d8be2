// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.shell;

import io.centossrv.inventory.internal.service.LabelAdminService;
import io.centossrv.platform.command.Command;
import io.centossrv.platform.command.CommandDescriptor;
import io.centossrv.platform.command.CommandInvocation;
import io.centossrv.platform.security.Permission;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code tag:set}. */
@Component
public final class TagSetCommand implements Command {
    private static final CommandDescriptor DESCRIPTOR = new CommandDescriptor(
            "tag",
            "set",
            "Sets tags, metadata, roles or the site of nodes.",
            new Permission("tag:set"),
            List.of(
                    new CommandDescriptor.Argument("target", "Which nodes.", true, false),
                    new CommandDescriptor.Argument(
                            "tags", "Each tag:NAME=VALUE, meta:NAME=VALUE, role:NAME or site:NAME.", true, true)),
            List.of());

    private final LabelAdminService labels;

    @Activate
    public TagSetCommand(@Reference LabelAdminService labels) {
        this.labels = labels;
    }

    @Override
    public CommandDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public int execute(CommandInvocation invocation) {
        LabelAdminService.Outcome outcome =
                labels.set(invocation.caller(), invocation.value("target").orElseThrow(), invocation.values("tags"));
        invocation.out().println("Changed " + outcome.changed() + " of " + outcome.nodes() + " nodes.");
        return 0;
    }
}
