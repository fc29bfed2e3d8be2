// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.shell;

import io.centossrv.jobs.JobId;
import io.centossrv.jobs.internal.cron.Schedule;
import io.centossrv.jobs.internal.cron.ScheduleRun;
import io.centossrv.jobs.internal.schedule.Schedules;
import io.centossrv.platform.command.Command;
import io.centossrv.platform.command.CommandInvocation;
import io.centossrv.platform.command.Table;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code schedule:show}. */
@Component(service = Command.class)
public final class ScheduleShowCommand extends NamedSchedule {
    @Activate
    public ScheduleShowCommand(@Reference Schedules schedules) {
        super(schedules, "show", "Shows when a schedule runs next, and its last runs.", "schedule:read");
    }

    @Override
    void execute(CommandInvocation invocation, String name) {
        Schedule schedule = schedules().find(name);
        Table times = new Table("NEXT");
        schedules().next(schedule).forEach(time -> times.row(Words.time(time)));
        times.print(invocation.out());
        invocation.out().println();
        Table runs = new Table("DUE", "STATE", "JOB", "REASON");
        for (ScheduleRun run : schedules().runs(schedule)) {
            runs.row(
                    Words.time(run.dueAt()),
                    Words.of(run.state()),
                    run.job().map(JobId::toString).orElse(""),
                    run.reason());
        }
        runs.print(invocation.out());
    }
}
