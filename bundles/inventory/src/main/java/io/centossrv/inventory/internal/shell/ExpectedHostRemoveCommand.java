// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.shell;

import io.centossrv.inventory.internal.service.ExpectedHostService;
import io.centossrv.platform.command.Command;
import io.centossrv.platform.command.CommandDescriptor;
import io.centossrv.platform.command.CommandInvocation;
import io.centossrv.platform.security.Permission;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code expected-host:remove}. */
@Component
public final class ExpectedHostRemoveCommand implements Command {
    private static final CommandDescriptor DESCRIPTOR = new CommandDescriptor(
            "expected-host",
            "remove",
            "Expects a host that was imported no more.",
            new Permission("expected-host:remove"),
            List.of(new CommandDescriptor.Argument("name", "As expected-host:list shows it.", true, false)),
            List.of());

    private final ExpectedHostService expected;

    @Activate
    public ExpectedHostRemoveCommand(@Reference ExpectedHostService expected) {
        this.expected = expected;
    }

    @Override
    public CommandDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public int execute(CommandInvocation invocation) {
        expected.remove(invocation.caller(), invocation.value("name").orElseThrow());
        invocation.out().println("It is expected no more.");
        return 0;
    }
}
