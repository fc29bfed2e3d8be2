// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.shell;

import io.centossrv.jobs.internal.cron.Schedule;
import io.centossrv.jobs.internal.schedule.Schedules;
import io.centossrv.platform.command.Command;
import io.centossrv.platform.command.CommandDescriptor;
import io.centossrv.platform.command.CommandDescriptor.Argument;
import io.centossrv.platform.command.CommandInvocation;
import io.centossrv.platform.security.Permission;
import java.util.List;

/** A command on one schedule. */
abstract class NamedSchedule implements Command {
    private static final String NAME = "name";

    private final Schedules schedules;
    private final String verb;
    private final String summary;
    private final String permission;

    NamedSchedule(Schedules schedules, String verb, String summary, String permission) {
        this.schedules = schedules;
        this.verb = verb;
        this.summary = summary;
        this.permission = permission;
    }

    @Override
    public final CommandDescriptor descriptor() {
        return new CommandDescriptor(
                "schedule",
                verb,
                summary,
                new Permission(permission),
                List.of(new Argument(NAME, "The schedule's name.", true, false)),
                List.of());
    }

    @Override
    public final int execute(CommandInvocation invocation) {
        execute(invocation, invocation.value(NAME).orElse(""));
        return 0;
    }

    abstract void execute(CommandInvocation invocation, String name);

    final Schedules schedules() {
        return schedules;
    }

    @Override
    public final List<String> complete(String name, String typed) {
        return schedules.list().stream().map(Schedule::name).toList();
    }
}
