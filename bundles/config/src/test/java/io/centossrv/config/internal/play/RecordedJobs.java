// SPDX-License-Identifier: Apache-2.0
package io.centossrv.config.internal.play;

import io.centossrv.jobs.Job;
import io.centossrv.jobs.JobAdminService;
import io.centossrv.jobs.JobId;
import io.centossrv.jobs.JobRequest;
import io.centossrv.jobs.JobState;
import io.centossrv.jobs.NodeJobState;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorKind;
import io.centossrv.platform.security.Caller;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps what was submitted. */
public final class RecordedJobs implements JobAdminService {
    /** The id of each job. */
    public static final JobId ID = JobId.parse("01900000-0000-7000-8000-000000000001");

    private final List<JobRequest> requests = new ArrayList<>();
    private int unasked = 25;

    /** Sets of how many nodes a change must be confirmed. */
    public void confirmAbove(int nodes) {
        unasked = nodes;
    }

    public List<JobRequest> requests() {
        return requests;
    }

    @Override
    public Job submit(Caller caller, JobRequest request) {
        requests.add(request);
        return new Job(
                ID,
                request.kind(),
                request.title(),
                JobState.QUEUED,
                caller.name(),
                false,
                Instant.EPOCH,
                Optional.empty(),
                Instant.EPOCH.plus(request.timeToLive()),
                Map.of(NodeJobState.QUEUED, request.plans().size()));
    }

    @Override
    public void requireConfirmation(int nodes, Optional<Integer> confirmed) {
        if (nodes > unasked && !confirmed.equals(Optional.of(nodes))) {
            throw new CentossrvException(
                    new ErrorCode("confirmation-needed", ErrorKind.CONFLICT), "Confirm " + nodes + " nodes.");
        }
    }

    @Override
    public Job cancel(Caller caller, JobId id, String reason) {
        throw new UnsupportedOperationException("a play cancels no job");
    }

    @Override
    public Job resume(Caller caller, JobId id) {
        throw new UnsupportedOperationException("a play resumes no job");
    }
}
