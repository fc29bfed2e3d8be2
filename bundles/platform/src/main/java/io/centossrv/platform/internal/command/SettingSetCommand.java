// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.command;

import io.centossrv.platform.command.Command;
import io.centossrv.platform.command.CommandDescriptor;
import io.centossrv.platform.command.CommandDescriptor.Argument;
import io.centossrv.platform.command.CommandInvocation;
import io.centossrv.platform.internal.settings.DeclaredSettings;
import io.centossrv.platform.internal.settings.SettingView;
import io.centossrv.platform.security.Permission;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code setting:set}. */
@Component
public final class SettingSetCommand implements Command {
    private static final CommandDescriptor DESCRIPTOR = new CommandDescriptor(
            "setting",
            "set",
            "Sets a setting for every control plane on this database.",
            new Permission("setting:write"),
            List.of(
                    new Argument("key", "as setting:list shows it", true, false),
                    new Argument("value", "the text of the value", true, false)),
            List.of());

    private final DeclaredSettings settings;

    @Activate
    public SettingSetCommand(@Reference DeclaredSettings settings) {
        this.settings = settings;
    }

    @Override
    public CommandDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public int execute(CommandInvocation invocation) {
        SettingView view = settings.set(
                invocation.caller(),
                invocation.value("key").orElseThrow(),
                invocation.value("value").orElseThrow());
        invocation.out().println(view.key() + " = " + view.value());
        return 0;
    }

    @Override
    public List<String> complete(String name, String typed) {
        return name.equals("key")
                ? settings.list().stream().map(SettingView::key).toList()
                : List.of();
    }
}
