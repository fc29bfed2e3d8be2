// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.shell;

import io.centossrv.inventory.JoinToken;
import io.centossrv.inventory.internal.InventoryErrors;
import io.centossrv.inventory.internal.service.AuditedInventoryAdminService;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.command.Command;
import io.centossrv.platform.command.CommandDescriptor;
import io.centossrv.platform.command.CommandInvocation;
import io.centossrv.platform.security.Permission;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code join-token:create}. */
@Component
public final class JoinTokenCreateCommand implements Command {
    private static final CommandDescriptor DESCRIPTOR = new CommandDescriptor(
            "join-token",
            "create",
            "Makes a join token for one node and prints it, this once.",
            new Permission("join-token:create"),
            List.of(),
            List.of(new CommandDescriptor.Option(
                    "lifetime", "ISO-8601, such as PT1H, which it is unless given; at most P7D.", true)));

    private final AuditedInventoryAdminService admin;

    @Activate
    public JoinTokenCreateCommand(@Reference AuditedInventoryAdminService admin) {
        this.admin = admin;
    }

    @Override
    public CommandDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public int execute(CommandInvocation invocation) {
        JoinToken token = admin.createJoinToken(
                invocation.caller(),
                invocation
                        .value("lifetime")
                        .map(JoinTokenCreateCommand::lifetime)
                        .orElse(Duration.ofHours(1)));
        invocation.out().println(token.text());
        return 0;
    }

    private static Duration lifetime(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new CentossrvException(
                    InventoryErrors.LIFETIME_INVALID, "A lifetime is an ISO-8601 duration such as PT1H.", e);
        }
    }
}
