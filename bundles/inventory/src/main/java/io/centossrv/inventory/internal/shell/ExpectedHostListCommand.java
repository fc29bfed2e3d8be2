// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.shell;

import io.centossrv.inventory.internal.expected.ExpectedHost;
import io.centossrv.inventory.internal.label.Label;
import io.centossrv.inventory.internal.service.ExpectedHostService;
import io.centossrv.platform.command.Command;
import io.centossrv.platform.command.CommandDescriptor;
import io.centossrv.platform.command.CommandInvocation;
import io.centossrv.platform.command.Table;
import io.centossrv.platform.page.Page;
import io.centossrv.platform.page.PageRequest;
import io.centossrv.platform.security.Permission;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code expected-host:list}. */
@Component
public final class ExpectedHostListCommand implements Command {
    private static final CommandDescriptor DESCRIPTOR = new CommandDescriptor(
            "expected-host",
            "list",
            "Lists hosts that were imported and are no nodes yet.",
            new Permission("expected-host:read"),
            List.of(),
            List.of());

    private final ExpectedHostService expected;

    @Activate
    public ExpectedHostListCommand(@Reference ExpectedHostService expected) {
        this.expected = expected;
    }

    @Override
    public CommandDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public int execute(CommandInvocation invocation) {
        Table table = new Table("NAME", "SOURCE", "GROUPS", "LABELS");
        Optional<String> cursor = Optional.empty();
        do {
            Page<ExpectedHost> page = expected.list(new PageRequest(PageRequest.MAX_LIMIT, cursor));
            page.items()
                    .forEach(host -> table.row(
                            host.name(),
                            host.source(),
                            String.join(" ", host.groups()),
                            String.join(
                                    " ",
                                    host.labels().stream().map(Label::toString).toList())));
            cursor = page.next();
        } while (cursor.isPresent());
        table.print(invocation.out());
        return 0;
    }
}
