// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.shell;

import io.centossrv.jobs.internal.schedule.Schedules;
import io.centossrv.platform.command.Command;
import io.centossrv.platform.command.CommandInvocation;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code schedule:disable}. */
@Component(service = Command.class)
public final class ScheduleDisableCommand extends NamedSchedule {
    @Activate
    public ScheduleDisableCommand(@Reference Schedules schedules) {
        super(schedules, "disable", "Keeps a schedule from running.", "schedule:disable");
    }

    @Override
    void execute(CommandInvocation invocation, String name) {
        schedules().disable(invocation.caller(), name);
        invocation.out().println("Disabled: " + name);
    }
}
