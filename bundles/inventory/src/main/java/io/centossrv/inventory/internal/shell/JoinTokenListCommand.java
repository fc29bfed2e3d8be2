// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.shell;

import io.centossrv.inventory.IssuedJoinToken;
import io.centossrv.inventory.internal.service.AuditedJoinTokenService;
import io.centossrv.platform.command.Command;
import io.centossrv.platform.command.CommandDescriptor;
import io.centossrv.platform.command.CommandInvocation;
import io.centossrv.platform.command.Table;
import io.centossrv.platform.page.Page;
import io.centossrv.platform.page.PageRequest;
import io.centossrv.platform.security.Permission;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code join-token:list}. */
@Component
public final class JoinTokenListCommand implements Command {
    private static final CommandDescriptor DESCRIPTOR = new CommandDescriptor(
            "join-token",
            "list",
            "Lists join tokens, without their secrets.",
            new Permission("join-token:read"),
            List.of(),
            List.of());

    private final AuditedJoinTokenService tokens;

    @Activate
    public JoinTokenListCommand(@Reference AuditedJoinTokenService tokens) {
        this.tokens = tokens;
    }

    @Override
    public CommandDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public int execute(CommandInvocation invocation) {
        Table table = new Table("ID", "STATE", "USED", "EXPIRES", "FOR", "SITE", "BY");
        Optional<String> after = Optional.empty();
        do {
            Page<IssuedJoinToken> page = tokens.list(new PageRequest(PageRequest.MAX_LIMIT, after));
            page.items().forEach(token -> row(table, token));
            after = page.next();
        } while (after.isPresent());
        table.print(invocation.out());
        return 0;
    }

    private static void row(Table table, IssuedJoinToken token) {
        table.row(
                token.id(),
                token.state().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                token.used() + "/" + token.terms().uses(),
                token.expiresAt(),
                token.reissues()
                        .map(node -> "node " + node)
                        .or(() -> token.terms().namePattern())
                        .orElse("-"),
                token.terms().site().orElse("-"),
                token.createdBy());
    }
}
