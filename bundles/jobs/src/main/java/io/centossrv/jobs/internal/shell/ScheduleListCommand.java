// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.shell;

import io.centossrv.jobs.internal.cron.Schedule;
import io.centossrv.jobs.internal.schedule.Schedules;
import io.centossrv.platform.command.Command;
import io.centossrv.platform.command.CommandDescriptor;
import io.centossrv.platform.command.CommandInvocation;
import io.centossrv.platform.command.Table;
import io.centossrv.platform.security.Permission;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code schedule:list}: all schedules. */
@Component
public final class ScheduleListCommand implements Command {
    private final Schedules schedules;

    @Activate
    public ScheduleListCommand(@Reference Schedules schedules) {
        this.schedules = schedules;
    }

    @Override
    public CommandDescriptor descriptor() {
        return new CommandDescriptor(
                "schedule", "list", "Lists schedules.", new Permission("schedule:read"), List.of(), List.of());
    }

    @Override
    public int execute(CommandInvocation invocation) {
        Table table = new Table("NAME", "CRON", "ZONE", "NEXT", "MISSED", "OVERLAP", "BY");
        for (Schedule schedule : schedules.list()) {
            table.row(
                    schedule.name(),
                    schedule.timing().cron(),
                    schedule.timing().zone(),
                    schedule.nextDue().map(Words::time).orElse("disabled"),
                    Words.of(schedule.timing().missed()),
                    Words.of(schedule.timing().overlap()),
                    schedule.owner());
        }
        table.print(invocation.out());
        return 0;
    }
}
