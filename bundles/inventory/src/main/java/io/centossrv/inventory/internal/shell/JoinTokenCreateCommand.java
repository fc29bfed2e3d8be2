// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.shell;

import io.centossrv.inventory.JoinToken;
import io.centossrv.inventory.JoinTokenTerms;
import io.centossrv.inventory.internal.InventoryErrors;
import io.centossrv.inventory.internal.service.AuditedJoinTokenService;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.command.Command;
import io.centossrv.platform.command.CommandDescriptor;
import io.centossrv.platform.command.CommandInvocation;
import io.centossrv.platform.security.Permission;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code join-token:create}. */
@Component
public final class JoinTokenCreateCommand implements Command {
    private static final CommandDescriptor DESCRIPTOR = new CommandDescriptor(
            "join-token",
            "create",
            "Makes a join token, for one node unless said otherwise, and prints it, this once.",
            new Permission("join-token:create"),
            List.of(),
            List.of(
                    new CommandDescriptor.Option(
                            "lifetime", "ISO-8601, such as PT1H, which it is unless given; at most P7D.", true),
                    new CommandDescriptor.Option("uses", "How many machines it lets in; 1 unless given.", true),
                    new CommandDescriptor.Option("site", "The site that its nodes get.", true),
                    new CommandDescriptor.Option("tag", "What its nodes get: key=value, more with commas.", true),
                    new CommandDescriptor.Option(
                            "name-pattern", "Only for host names like this one, such as web*.example.com.", true)));

    private final AuditedJoinTokenService tokens;

    @Activate
    public JoinTokenCreateCommand(@Reference AuditedJoinTokenService tokens) {
        this.tokens = tokens;
    }

    @Override
    public CommandDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public int execute(CommandInvocation invocation) {
        JoinTokenTerms terms = new JoinTokenTerms(
                lifetime(invocation),
                invocation.value("uses").map(JoinTokenCreateCommand::number).orElse(1),
                invocation.value("site"),
                invocation.value("tag").map(JoinTokenCreateCommand::tags).orElseGet(TreeMap::new),
                invocation.value("name-pattern"));
        JoinToken token = tokens.create(invocation.caller(), terms);
        invocation.out().println(token.text());
        return 0;
    }

    static Duration lifetime(CommandInvocation invocation) {
        try {
            return invocation.value("lifetime").map(Duration::parse).orElse(Duration.ofHours(1));
        } catch (DateTimeParseException e) {
            throw new CentossrvException(
                    InventoryErrors.LIFETIME_INVALID, "A lifetime is an ISO-8601 duration such as PT1H.", e);
        }
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new CentossrvException(InventoryErrors.TERMS_INVALID, "--uses takes a number.", e);
        }
    }

    private static SortedMap<String, String> tags(String text) {
        SortedMap<String, String> tags = new TreeMap<>();
        for (String tag : text.split(",", -1)) {
            int equals = tag.indexOf('=');
            if (equals < 1) {
                throw new CentossrvException(
                        InventoryErrors.TERMS_INVALID, "--tag takes key=value, more of them with commas.");
            }
            tags.put(tag.substring(0, equals), tag.substring(equals + 1));
        }
        return tags;
    }
}
