// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.command;

import io.centossrv.platform.command.Command;
import io.centossrv.platform.command.CommandDescriptor;
import io.centossrv.platform.command.CommandInvocation;
import io.centossrv.platform.command.Table;
import io.centossrv.platform.internal.settings.DeclaredSettings;
import io.centossrv.platform.security.Permission;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code setting:list}. */
@Component
public final class SettingListCommand implements Command {
    private static final CommandDescriptor DESCRIPTOR = new CommandDescriptor(
            "setting",
            "list",
            "Lists the settings with the values that hold.",
            new Permission("setting:read"),
            List.of(),
            List.of());

    private final DeclaredSettings settings;

    @Activate
    public SettingListCommand(@Reference DeclaredSettings settings) {
        this.settings = settings;
    }

    @Override
    public CommandDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public int execute(CommandInvocation invocation) {
        Table table = new Table("KEY", "VALUE", "DEFAULT", "WHAT IT IS FOR");
        settings.list()
                .forEach(view -> table.row(
                        view.key(),
                        view.value(),
                        view.standard().map(s -> view.set() ? s : "(holds)").orElse("(not declared)"),
                        view.summary().orElse("")));
        table.print(invocation.out());
        return 0;
    }
}
