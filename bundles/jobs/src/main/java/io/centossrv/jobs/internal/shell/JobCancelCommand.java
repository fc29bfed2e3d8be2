// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.shell;

import io.centossrv.jobs.Job;
import io.centossrv.jobs.internal.submit.StoredJobs;
import io.centossrv.platform.command.Command;
import io.centossrv.platform.command.CommandDescriptor;
import io.centossrv.platform.command.CommandDescriptor.Option;
import io.centossrv.platform.command.CommandInvocation;
import io.centossrv.platform.security.Permission;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code job:cancel}: ends a job. */
@Component
public final class JobCancelCommand implements Command {
    private final StoredJobs jobs;

    @Activate
    public JobCancelCommand(@Reference StoredJobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public CommandDescriptor descriptor() {
        return new CommandDescriptor(
                "job",
                "cancel",
                "Ends a job: what waits never starts, what runs is told to stop.",
                new Permission("job:cancel"),
                List.of(JobArgument.JOB),
                List.of(new Option("reason", "Why.", true)));
    }

    @Override
    public int execute(CommandInvocation invocation) {
        Job job = jobs.cancel(
                invocation.caller(),
                JobArgument.of(invocation),
                invocation.value("reason").orElse(""));
        invocation.out().println("Cancelled: " + job.id() + " (" + Words.counts(job.counts()) + ")");
        return 0;
    }

    @Override
    public List<String> complete(String name, String typed) {
        return name.equals(JobArgument.JOB.name()) ? JobArgument.complete(jobs) : List.of();
    }
}
