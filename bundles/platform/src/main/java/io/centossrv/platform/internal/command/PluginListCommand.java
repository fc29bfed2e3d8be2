// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.command;

import io.centossrv.platform.command.Command;
import io.centossrv.platform.command.CommandDescriptor;
import io.centossrv.platform.command.CommandInvocation;
import io.centossrv.platform.command.Table;
import io.centossrv.platform.plugin.PluginService;
import io.centossrv.platform.security.Permission;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code plugin:list}. */
@Component
public final class PluginListCommand implements Command {
    private static final CommandDescriptor DESCRIPTOR = new CommandDescriptor(
            "plugin", "list", "Lists the installed plugins.", new Permission("plugin:read"), List.of(), List.of());

    private final PluginService plugins;

    @Activate
    public PluginListCommand(@Reference PluginService plugins) {
        this.plugins = plugins;
    }

    @Override
    public CommandDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public int execute(CommandInvocation invocation) {
        Table table = new Table("ID", "VERSION", "STATE", "BUNDLES");
        plugins.list()
                .forEach(plugin -> table.row(
                        plugin.id(),
                        plugin.version(),
                        plugin.active() ? "active" : "not active",
                        String.join(" ", plugin.bundles())));
        table.print(invocation.out());
        return 0;
    }
}
