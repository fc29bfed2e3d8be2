// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.shell;

import io.centossrv.jobs.Job;
import io.centossrv.jobs.internal.submit.StoredJobs;
import io.centossrv.platform.command.Command;
import io.centossrv.platform.command.CommandDescriptor;
import io.centossrv.platform.command.CommandInvocation;
import io.centossrv.platform.security.Permission;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code job:resume}: goes on with a stopped job. */
@Component
public final class JobResumeCommand implements Command {
    private final StoredJobs jobs;

    @Activate
    public JobResumeCommand(@Reference StoredJobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public CommandDescriptor descriptor() {
        return new CommandDescriptor(
                "job",
                "resume",
                "Goes on with a stopped job where it never started, as a new job.",
                new Permission("job:resume"),
                List.of(JobArgument.JOB),
                List.of());
    }

    @Override
    public int execute(CommandInvocation invocation) {
        Job job = jobs.resume(invocation.caller(), JobArgument.of(invocation));
        invocation.out().println("Resumed as " + job.id() + " (" + Words.counts(job.counts()) + ")");
        return 0;
    }

    @Override
    public List<String> complete(String name, String typed) {
        return JobArgument.complete(jobs);
    }
}
