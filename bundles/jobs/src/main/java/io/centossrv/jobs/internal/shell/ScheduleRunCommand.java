// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.shell;

import io.centossrv.jobs.internal.schedule.Schedules;
import io.centossrv.platform.command.Command;
import io.centossrv.platform.command.CommandInvocation;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code schedule:run}. */
@Component(service = Command.class)
public final class ScheduleRunCommand extends NamedSchedule {
    @Activate
    public ScheduleRunCommand(@Reference Schedules schedules) {
        super(schedules, "run", "Has a schedule run now.", "schedule:run");
    }

    @Override
    void execute(CommandInvocation invocation, String name) {
        schedules().run(invocation.caller(), name);
        invocation.out().println("Queued: " + name);
    }
}
