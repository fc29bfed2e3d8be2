// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.command;

import io.centossrv.platform.command.Command;
import io.centossrv.platform.command.CommandDescriptor;
import io.centossrv.platform.command.CommandInvocation;
import io.centossrv.platform.plugin.PluginAdminService;
import io.centossrv.platform.plugin.PluginPlan;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code plugin:plan}. */
@Component
public final class PluginPlanCommand implements Command {
    private static final CommandDescriptor DESCRIPTOR = new CommandDescriptor(
            "plugin",
            "plan",
            "Says what installing or updating from an archive would do.",
            ArchiveArgument.PERMISSION,
            List.of(ArchiveArgument.FILE),
            List.of());

    private final PluginAdminService plugins;

    @Activate
    public PluginPlanCommand(@Reference PluginAdminService plugins) {
        this.plugins = plugins;
    }

    @Override
    public CommandDescriptor descriptor() {
        return DESCRIPTOR;
    }

    @Override
    public int execute(CommandInvocation invocation) {
        PluginPlan plan = plugins.plan(ArchiveArgument.of(invocation));
        invocation.out().println(plan.id() + " " + plan.version());
        plan.install().forEach(bundle -> invocation.out().println("  install " + bundle));
        plan.remove().forEach(bundle -> invocation.out().println("  remove  " + bundle));
        plan.refresh().forEach(bundle -> invocation.out().println("  refresh " + bundle));
        return 0;
    }
}
