// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.shell;

import io.centossrv.jobs.Job;
import io.centossrv.jobs.JobId;
import io.centossrv.jobs.NodeResult;
import io.centossrv.jobs.TaskOutcome;
import io.centossrv.jobs.internal.submit.StoredJobs;
import io.centossrv.platform.command.Command;
import io.centossrv.platform.command.CommandDescriptor;
import io.centossrv.platform.command.CommandDescriptor.Argument;
import io.centossrv.platform.command.CommandInvocation;
import io.centossrv.platform.command.Table;
import io.centossrv.platform.page.PageRequest;
import io.centossrv.platform.security.Permission;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code job:show}: one job, its nodes and their tasks. */
@Component
public final class JobShowCommand implements Command {
    private static final int USAGE = 64;

    private final StoredJobs jobs;

    @Activate
    public JobShowCommand(@Reference StoredJobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public CommandDescriptor descriptor() {
        return new CommandDescriptor(
                "job",
                "show",
                "Shows a job and what came of it on its first hundred nodes.",
                new Permission("job:read"),
                List.of(new Argument("job", "The job's id.", true, false)),
                List.of());
    }

    @Override
    public int execute(CommandInvocation invocation) {
        String text = invocation.value("job").orElse("");
        Optional<Job> job = find(text);
        if (job.isEmpty()) {
            invocation.out().println("There is no job " + Table.escape(text) + ", or no longer.");
            return USAGE;
        }
        new Table("ID", "KIND", "STATE", "SUBMITTED", "BY", "TITLE")
                .row(
                        job.get().id(),
                        job.get().kind(),
                        Words.of(job.get().state()),
                        Words.time(job.get().submittedAt()),
                        job.get().actor(),
                        job.get().title())
                .print(invocation.out());
        invocation.out().println();
        Table nodes = new Table("NODE", "STATE", "TASK", "STATUS", "RC", "MESSAGE");
        for (NodeResult node : jobs.results(job.get().id(), PageRequest.first()).items()) {
            nodes.row(node.name(), Words.of(node.state()), "", "", "", node.reason());
            for (TaskOutcome task : node.tasks()) {
                nodes.row(
                        "",
                        "",
                        task.task(),
                        task.status(),
                        task.returnCode().map(String::valueOf).orElse(""),
                        task.message());
            }
        }
        nodes.print(invocation.out());
        return 0;
    }

    @Override
    public List<String> complete(String name, String typed) {
        return jobs.list(PageRequest.first()).items().stream()
                .map(j -> j.id().toString())
                .toList();
    }

    private Optional<Job> find(String text) {
        try {
            return jobs.find(JobId.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
