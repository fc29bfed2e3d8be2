// SPDX-License-Identifier: Apache-2.0
package io.centossrv.access.internal.shell;

import io.centossrv.platform.command.Command;
import io.centossrv.platform.command.CommandDescriptor;
import io.centossrv.platform.command.CommandInvocation;
import io.centossrv.platform.command.Table;
import io.centossrv.platform.security.Caller;
import io.centossrv.platform.security.Permission;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** {@code account:whoami}. */
@Component
public final class AccountWhoamiCommand implements Command {
    private static final CommandDescriptor DESCRIPTOR = new CommandDescriptor(
            "account",
            "whoami",
            "Says who calls and what the caller may do.",
            new Permission("account:read"),
            List.of(),
            List.of());

    @Override
    public CommandDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public int execute(CommandInvocation invocation) {
        Caller caller = invocation.caller();
        List<String> grants = caller.grants().stream().sorted().toList();
        new Table("USER", "GRANTS").row(caller.name(), String.join(" ", grants)).print(invocation.out());
        return 0;
    }
}
