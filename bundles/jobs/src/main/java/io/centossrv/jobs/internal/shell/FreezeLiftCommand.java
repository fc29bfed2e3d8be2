// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.shell;

import io.centossrv.jobs.internal.freeze.Freezes;
import io.centossrv.jobs.internal.state.Freeze;
import io.centossrv.platform.command.Command;
import io.centossrv.platform.command.CommandDescriptor;
import io.centossrv.platform.command.CommandDescriptor.Argument;
import io.centossrv.platform.command.CommandInvocation;
import io.centossrv.platform.security.Permission;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code freeze:lift}: lets things start again. */
@Component
public final class FreezeLiftCommand implements Command {
    private static final int USAGE = 64;

    private final Freezes freezes;

    @Activate
    public FreezeLiftCommand(@Reference Freezes freezes) {
        this.freezes = freezes;
    }

    @Override
    public CommandDescriptor descriptor() {
        return new CommandDescriptor(
                "freeze",
                "lift",
                "Lifts a freeze.",
                new Permission("freeze:lift"),
                List.of(new Argument("freeze", "The freeze's id.", true, false)),
                List.of());
    }

    @Override
    public int execute(CommandInvocation invocation) {
        UUID id;
        try {
            id = UUID.fromString(invocation.value("freeze").orElse(""));
        } catch (IllegalArgumentException e) {
            invocation.out().println("That is no id of a freeze; freeze:list shows them.");
            return USAGE;
        }
        Freeze freeze = freezes.lift(invocation.caller(), id);
        invocation.out().println("Lifted: " + freeze.id());
        return 0;
    }

    @Override
    public List<String> complete(String name, String typed) {
        return freezes.list().stream().map(freeze -> freeze.id().toString()).toList();
    }
}
