// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.shell;

import io.centossrv.jobs.Job;
import io.centossrv.jobs.internal.submit.StoredJobs;
import io.centossrv.platform.command.Command;
import io.centossrv.platform.command.CommandDescriptor;
import io.centossrv.platform.command.CommandDescriptor.Option;
import io.centossrv.platform.command.CommandInvocation;
import io.centossrv.platform.command.Table;
import io.centossrv.platform.page.PageRequest;
import io.centossrv.platform.security.Permission;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code job:list}: the newest jobs. */
@Component
public final class JobListCommand implements Command {
    private static final int USAGE = 64;
    private static final int DEFAULT_LIMIT = 20;

    private final StoredJobs jobs;

    @Activate
    public JobListCommand(@Reference StoredJobs jobs) {
        this.jobs = jobs;
    }

    @Override
    public CommandDescriptor descriptor() {
        return new CommandDescriptor(
                "job",
                "list",
                "Lists the newest jobs.",
                new Permission("job:read"),
                List.of(),
                List.of(new Option("limit", "How many jobs, 1 to 1000; 20 unless given.", true)));
    }

    @Override
    public int execute(CommandInvocation invocation) {
        Optional<Integer> limit =
                invocation.value("limit").map(JobListCommand::number).orElse(Optional.of(DEFAULT_LIMIT));
        if (limit.isEmpty()) {
            invocation.out().println("--limit is a number from 1 to " + PageRequest.MAX_LIMIT + ".");
            return USAGE;
        }
        Table table = new Table("ID", "KIND", "STATE", "SUBMITTED", "BY", "TITLE", "NODES");
        for (Job job : jobs.list(new PageRequest(limit.get(), Optional.empty())).items()) {
            table.row(
                    job.id(),
                    job.kind(),
                    Words.of(job.state()),
                    Words.time(job.submittedAt()),
                    job.actor(),
                    job.title(),
                    Words.counts(job.counts()));
        }
        table.print(invocation.out());
        return 0;
    }

    private static Optional<Integer> number(String text) {
        boolean within = text.matches("[1-9][0-9]{0,3}") && Integer.parseInt(text) <= PageRequest.MAX_LIMIT;
        return within ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }
}
