// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.shell;

import io.centossrv.jobs.JobId;
import io.centossrv.jobs.internal.submit.StoredJobs;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorKind;
import io.centossrv.platform.command.CommandDescriptor.Argument;
import io.centossrv.platform.command.CommandInvocation;
import io.centossrv.platform.command.Table;
import io.centossrv.platform.page.PageRequest;
import java.util.List;

/** The argument that names a job. */
final class JobArgument {
    static final Argument JOB = new Argument("job", "The job's id.", true, false);

    private JobArgument() {}

    static JobId of(CommandInvocation invocation) {
        String text = invocation.value(JOB.name()).orElse("");
        try {
            return JobId.parse(text);
        } catch (IllegalArgumentException e) {
            throw new CentossrvException(
                    new ErrorCode("job-not-found", ErrorKind.NOT_FOUND),
                    "There is no job " + Table.escape(text) + ", or no longer.",
                    e);
        }
    }

    static List<String> complete(StoredJobs jobs) {
        return jobs.list(PageRequest.first()).items().stream()
                .map(j -> j.id().toString())
                .toList();
    }
}
