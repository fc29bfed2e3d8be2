// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.shell;

import io.centossrv.jobs.internal.freeze.Freezes;
import io.centossrv.jobs.internal.state.Freeze;
import io.centossrv.platform.command.Command;
import io.centossrv.platform.command.CommandDescriptor;
import io.centossrv.platform.command.CommandDescriptor.Argument;
import io.centossrv.platform.command.CommandDescriptor.Option;
import io.centossrv.platform.command.CommandInvocation;
import io.centossrv.platform.security.Permission;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code freeze:create}: keeps everything from starting. */
@Component
public final class FreezeCreateCommand implements Command {
    private final Freezes freezes;

    @Activate
    public FreezeCreateCommand(@Reference Freezes freezes) {
        this.freezes = freezes;
    }

    @Override
    public CommandDescriptor descriptor() {
        return new CommandDescriptor(
                "freeze",
                "create",
                "Keeps all that has not started from starting.",
                new Permission("freeze:create"),
                List.of(new Argument("target", "Which nodes; all unless given.", false, false)),
                List.of(new Option("reason", "Why; must be given.", true)));
    }

    @Override
    public int execute(CommandInvocation invocation) {
        Freeze freeze = freezes.freeze(
                invocation.caller(),
                invocation.value("target").orElse("*"),
                invocation.value("reason").orElse(""));
        invocation.out().println("Frozen: " + freeze.id());
        return 0;
    }
}
