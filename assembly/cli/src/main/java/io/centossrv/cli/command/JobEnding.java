// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import io.centossrv.cli.job.JobWatch;
import io.centossrv.cli.json.JsonObject;
import io.centossrv.cli.net.ApiClient;
import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.outcome.Failure;

/** What comes after a job was submitted. */
final class JobEnding {
    private JobEnding() {}

    /** Follows the job to its end, or leaves it alone where that was asked for. */
    static ExitCode of(Session session, ApiClient api, JsonObject job, boolean detach, boolean diff, boolean detailed) {
        return of(session, api, job, detach, diff, detailed, false);
    }

    /**
     * Follows the job to its end, or leaves it alone where that was asked for.
     *
     * @param live whether it shows what is printed just now
     */
    static ExitCode of(
            Session session,
            ApiClient api,
            JsonObject job,
            boolean detach,
            boolean diff,
            boolean detailed,
            boolean live) {
        String id =
                job.text("id").orElseThrow(() -> Failure.of(ExitCode.INTERNAL, "answer-invalid", "The job has no id."));
        if (detach) {
            session.printer().item(JobCommand.LISTING, job);
            session.terminal().say("Watch it: csrv job watch " + id);
            return ExitCode.OK;
        }
        return new JobWatch(
                        api,
                        session.terminal(),
                        session.printer(),
                        session.surroundings().pause(),
                        live)
                .follow(id, diff, detailed);
    }
}
