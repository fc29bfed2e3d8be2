// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.shell;

import io.centossrv.jobs.internal.cron.MissedPolicy;
import io.centossrv.jobs.internal.cron.OverlapPolicy;
import io.centossrv.jobs.internal.cron.Schedule;
import io.centossrv.jobs.internal.request.InvalidRequest;
import io.centossrv.jobs.internal.schedule.NewSchedule;
import io.centossrv.jobs.internal.schedule.Schedules;
import io.centossrv.jobs.internal.submit.CommandLine;
import io.centossrv.jobs.internal.submit.RunRequest;
import io.centossrv.platform.command.Command;
import io.centossrv.platform.command.CommandDescriptor;
import io.centossrv.platform.command.CommandDescriptor.Argument;
import io.centossrv.platform.command.CommandDescriptor.Option;
import io.centossrv.platform.command.CommandInvocation;
import io.centossrv.platform.security.Permission;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code schedule:add}: runs a command again and again. */
@Component
public final class ScheduleAddCommand implements Command {
    private final Schedules schedules;

    @Activate
    public ScheduleAddCommand(@Reference Schedules schedules) {
        this.schedules = schedules;
    }

    @Override
    public CommandDescriptor descriptor() {
        return new CommandDescriptor(
                "schedule",
                "add",
                "Runs a command again and again.",
                new Permission("schedule:add"),
                List.of(
                        new Argument("name", "What it is called.", true, false),
                        new Argument("target", "Which nodes.", true, false),
                        new Argument("argv", "The program and its arguments.", true, true)),
                List.of(
                        new Option("cron", "Minute, hour, day of month, month, day of week.", true),
                        new Option("zone", "Whose clock it goes by, such as Europe/Berlin; UTC unless given.", true),
                        new Option("jitter", "Up to how much later a run starts, such as PT10M.", true),
                        new Option("missed", "skip, run-once or run-all missed runs; skip unless given.", true),
                        new Option("overlap", "skip, queue or parallel while one runs; skip unless given.", true),
                        new Option("confirm", "The number of nodes, where it must be confirmed.", true)));
    }

    @Override
    public int execute(CommandInvocation invocation) {
        Schedule schedule = schedules.add(
                invocation.caller(),
                new NewSchedule(
                        invocation.value("name").orElse(""),
                        invocation.value("cron").orElse(""),
                        invocation.value("zone").orElse("UTC"),
                        read(invocation, "jitter", "PT0S", Duration::parse),
                        read(invocation, "missed", "skip", text -> MissedPolicy.valueOf(constant(text))),
                        read(invocation, "overlap", "skip", text -> OverlapPolicy.valueOf(constant(text))),
                        RunRequest.of(invocation.value("target").orElse(""), CommandLine.of(invocation.values("argv"))),
                        invocation.value("confirm").map(text -> read(invocation, "confirm", "", Integer::valueOf))));
        invocation
                .out()
                .println("Added: " + schedule.name()
                        + schedule.nextDue()
                                .map(due -> ", next " + Words.time(due))
                                .orElse(""));
        return 0;
    }

    private static String constant(String text) {
        return text.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static <T> T read(CommandInvocation invocation, String option, String absent, Function<String, T> reader) {
        try {
            return reader.apply(invocation.value(option).orElse(absent));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw InvalidRequest.at("/" + option, "--" + option + " can't be that.");
        }
    }
}
