// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.shell;

import io.centossrv.jobs.internal.freeze.Freezes;
import io.centossrv.jobs.internal.state.Freeze;
import io.centossrv.platform.command.Command;
import io.centossrv.platform.command.CommandDescriptor;
import io.centossrv.platform.command.CommandInvocation;
import io.centossrv.platform.command.Table;
import io.centossrv.platform.security.Permission;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code freeze:list}: the freezes that hold. */
@Component
public final class FreezeListCommand implements Command {
    private final Freezes freezes;

    @Activate
    public FreezeListCommand(@Reference Freezes freezes) {
        this.freezes = freezes;
    }

    @Override
    public CommandDescriptor descriptor() {
        return new CommandDescriptor(
                "freeze", "list", "Lists the freezes that hold.", new Permission("freeze:read"), List.of(), List.of());
    }

    @Override
    public int execute(CommandInvocation invocation) {
        Table table = new Table("ID", "TARGET", "REASON", "BY", "SINCE");
        for (Freeze freeze : freezes.list()) {
            table.row(freeze.id(), freeze.target(), freeze.reason(), freeze.actor(), Words.time(freeze.at()));
        }
        table.print(invocation.out());
        return 0;
    }
}
