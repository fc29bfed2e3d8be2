// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.shell;

import io.centossrv.inventory.JoinToken;
import io.centossrv.inventory.internal.service.AuditedJoinTokenService;
import io.centossrv.inventory.internal.service.StoredInventoryService;
import io.centossrv.platform.command.Command;
import io.centossrv.platform.command.CommandDescriptor;
import io.centossrv.platform.command.CommandInvocation;
import io.centossrv.platform.security.Permission;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code node:reissue}. */
@Component
public final class NodeReissueCommand implements Command {
    private static final CommandDescriptor DESCRIPTOR = new CommandDescriptor(
            "node",
            "reissue",
            "Makes a join token with which a node's machine gets a new key, and prints it, this once.",
            new Permission("node:reissue"),
            List.of(new CommandDescriptor.Argument("node", "A name, an id or a key fingerprint.", true, false)),
            List.of(new CommandDescriptor.Option(
                    "lifetime", "ISO-8601, such as PT1H, which it is unless given; at most P7D.", true)));

    private final StoredInventoryService inventory;
    private final AuditedJoinTokenService tokens;

    @Activate
    public NodeReissueCommand(@Reference StoredInventoryService inventory, @Reference AuditedJoinTokenService tokens) {
        this.inventory = inventory;
        this.tokens = tokens;
    }

    @Override
    public CommandDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public int execute(CommandInvocation invocation) {
        JoinToken token = tokens.reissue(
                invocation.caller(),
                inventory.named(invocation.value("node").orElseThrow()).id(),
                JoinTokenCreateCommand.lifetime(invocation));
        invocation.out().println(token.text());
        return 0;
    }

    @Override
    public List<String> complete(String name, String typed) {
        return name.equals("node") ? NodeCompletion.of(inventory) : List.of();
    }
}
