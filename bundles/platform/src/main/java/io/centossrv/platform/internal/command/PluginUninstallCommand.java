// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.command;

import io.centossrv.platform.command.Command;
import io.centossrv.platform.command.CommandDescriptor;
import io.centossrv.platform.command.CommandDescriptor.Argument;
import io.centossrv.platform.command.CommandInvocation;
import io.centossrv.platform.plugin.Plugin;
import io.centossrv.platform.plugin.PluginAdminService;
import io.centossrv.platform.plugin.PluginService;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code plugin:uninstall}. */
@Component
public final class PluginUninstallCommand implements Command {
    private static final CommandDescriptor DESCRIPTOR = new CommandDescriptor(
            "plugin",
            "uninstall",
            "Removes a plugin with the bundles that it brought.",
            ArchiveArgument.PERMISSION,
            List.of(new Argument("id", "as plugin:list shows it", true, false)),
            List.of());

    private final PluginAdminService plugins;
    private final PluginService reader;

    @Activate
    public PluginUninstallCommand(@Reference PluginAdminService plugins, @Reference PluginService reader) {
        this.plugins = plugins;
        this.reader = reader;
    }

    @Override
    public CommandDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public int execute(CommandInvocation invocation) {
        String id = invocation.value("id").orElseThrow();
        plugins.uninstall(invocation.caller(), id);
        invocation.out().println("removed " + id);
        return 0;
    }

    @Override
    public List<String> complete(String name, String typed) {
        return reader.list().stream().map(Plugin::id).toList();
    }
}
