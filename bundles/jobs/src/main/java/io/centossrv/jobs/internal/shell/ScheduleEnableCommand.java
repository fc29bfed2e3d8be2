// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.shell;

import io.centossrv.jobs.internal.schedule.Schedules;
import io.centossrv.platform.command.Command;
import io.centossrv.platform.command.CommandInvocation;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code schedule:enable}. */
@Component(service = Command.class)
public final class ScheduleEnableCommand extends NamedSchedule {
    @Activate
    public ScheduleEnableCommand(@Reference Schedules schedules) {
        super(schedules, "enable", "Lets a schedule run from now on.", "schedule:enable");
    }

    @Override
    void execute(CommandInvocation invocation, String name) {
        schedules().enable(invocation.caller(), name);
        invocation.out().println("Enabled: " + name);
    }
}
