// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.command;

import io.centossrv.platform.command.Command;
import io.centossrv.platform.command.CommandDescriptor;
import io.centossrv.platform.command.CommandInvocation;
import io.centossrv.platform.plugin.Plugin;
import io.centossrv.platform.plugin.PluginAdminService;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code plugin:update}. */
@Component
public final class PluginUpdateCommand implements Command {
    private static final CommandDescriptor DESCRIPTOR = new CommandDescriptor(
            "plugin",
            "update",
            "Replaces an installed plugin, or a domain, side by side.",
            ArchiveArgument.PERMISSION,
            List.of(ArchiveArgument.FILE),
            List.of());

    private final PluginAdminService plugins;

    @Activate
    public PluginUpdateCommand(@Reference PluginAdminService plugins) {
        this.plugins = plugins;
    }

    @Override
    public CommandDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public int execute(CommandInvocation invocation) {
        Plugin plugin = plugins.update(invocation.caller(), ArchiveArgument.of(invocation));
        invocation.out().println("updated " + plugin.id() + " to " + plugin.version());
        return 0;
    }
}
