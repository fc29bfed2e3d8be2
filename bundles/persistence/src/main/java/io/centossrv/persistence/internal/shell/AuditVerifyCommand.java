// SPDX-License-Identifier: Apache-2.0
package io.centossrv.persistence.internal.shell;

import io.centossrv.persistence.Database;
import io.centossrv.persistence.internal.event.AuditVerification;
import io.centossrv.platform.command.Command;
import io.centossrv.platform.command.CommandDescriptor;
import io.centossrv.platform.command.CommandInvocation;
import io.centossrv.platform.security.Permission;
import java.util.List;

/** {@code audit:verify}: whether the audit trail is as it was written. */
public final class AuditVerifyCommand implements Command {
    private static final int BROKEN = 1;

    private final Database events;

    public AuditVerifyCommand(Database events) {
        this.events = events;
    }

    @Override
    public CommandDescriptor descriptor() {
        return new CommandDescriptor(
                "audit",
                "verify",
                "Computes the chain of the audit trail anew and says where it is broken.",
                new Permission("audit:read"),
                List.of(),
                List.of());
    }

    @Override
    public int execute(CommandInvocation invocation) {
        AuditVerification.Result result = AuditVerification.verify(events);
        invocation.out().println("rows: " + result.rows());
        invocation.out().println("head: " + result.head());
        if (result.broken().isEmpty()) {
            invocation.out().println("The audit trail is as it was written.");
            return 0;
        }
        invocation
                .out()
                .println("The audit trail was changed. The first row that does not fit is event "
                        + result.broken().getAsLong() + ".");
        return BROKEN;
    }
}
