// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.shell;

import io.centossrv.inventory.IssuedJoinToken;
import io.centossrv.inventory.internal.service.AuditedJoinTokenService;
import io.centossrv.platform.command.Command;
import io.centossrv.platform.command.CommandDescriptor;
import io.centossrv.platform.command.CommandInvocation;
import io.centossrv.platform.page.PageRequest;
import io.centossrv.platform.security.Permission;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code join-token:revoke}. */
@Component
public final class JoinTokenRevokeCommand implements Command {
    private static final CommandDescriptor DESCRIPTOR = new CommandDescriptor(
            "join-token",
            "revoke",
            "Takes a join token back. Nodes that enrolled with it stay.",
            new Permission("join-token:revoke"),
            List.of(new CommandDescriptor.Argument("token", "Its id, the part before the first dot.", true, false)),
            List.of());

    private final AuditedJoinTokenService tokens;

    @Activate
    public JoinTokenRevokeCommand(@Reference AuditedJoinTokenService tokens) {
        this.tokens = tokens;
    }

    @Override
    public CommandDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public int execute(CommandInvocation invocation) {
        IssuedJoinToken token =
                tokens.revoke(invocation.caller(), invocation.value("token").orElseThrow());
        invocation.out().println("Revoked " + token.id() + "; " + token.used() + " nodes had enrolled with it.");
        return 0;
    }

    @Override
    public List<String> complete(String name, String typed) {
        return tokens.list(new PageRequest(PageRequest.MAX_LIMIT, Optional.empty())).items().stream()
                .filter(token -> token.state() == IssuedJoinToken.State.OPEN)
                .map(IssuedJoinToken::id)
                .toList();
    }
}
