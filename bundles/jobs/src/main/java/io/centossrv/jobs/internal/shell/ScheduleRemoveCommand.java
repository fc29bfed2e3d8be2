// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.shell;

import io.centossrv.jobs.internal.schedule.Schedules;
import io.centossrv.platform.command.Command;
import io.centossrv.platform.command.CommandInvocation;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code schedule:remove}. */
@Component(service = Command.class)
public final class ScheduleRemoveCommand extends NamedSchedule {
    @Activate
    public ScheduleRemoveCommand(@Reference Schedules schedules) {
        super(schedules, "remove", "Removes a schedule; jobs that it submitted stay.", "schedule:remove");
    }

    @Override
    void execute(CommandInvocation invocation, String name) {
        schedules().remove(invocation.caller(), name);
        invocation.out().println("Removed: " + name);
    }
}
