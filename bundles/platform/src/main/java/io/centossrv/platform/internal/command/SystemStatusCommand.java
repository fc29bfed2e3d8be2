// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.command;

import io.centossrv.platform.command.Command;
import io.centossrv.platform.command.CommandDescriptor;
import io.centossrv.platform.command.CommandInvocation;
import io.centossrv.platform.command.Table;
import io.centossrv.platform.internal.status.Status;
import io.centossrv.platform.internal.status.StatusReport;
import io.centossrv.platform.security.Permission;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code system:status}. */
@Component
public final class SystemStatusCommand implements Command {
    private static final CommandDescriptor DESCRIPTOR = new CommandDescriptor(
            "system",
            "status",
            "Shows how the control plane stands; exits with 75 where a part is not ready.",
            new Permission("status:read"),
            List.of(),
            List.of());

    private final StatusReport report;

    @Activate
    public SystemStatusCommand(@Reference StatusReport report) {
        this.report = report;
    }

    @Override
    public CommandDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public int execute(CommandInvocation invocation) {
        Status status = report.now();
        invocation.out().println("Version   " + status.version());
        invocation.out().println("State     " + status.state());
        status.database().ifPresent(database -> {
            invocation
                    .out()
                    .println("Database  " + database.version() + (database.embedded() ? ", embedded" : ", external"));
            database.advice().ifPresent(advice -> invocation.out().println("          " + advice));
        });
        invocation.out().println("Plugins   " + status.plugins());
        Table table = new Table("PART", "STATE");
        status.parts().forEach(part -> table.row(part.name(), part.obstacle().orElse("ready")));
        table.print(invocation.out());
        return status.state().equals("ready") ? 0 : 75;
    }
}
