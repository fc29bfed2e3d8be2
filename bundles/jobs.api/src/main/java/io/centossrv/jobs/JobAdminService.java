// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs;

import io.centossrv.platform.security.Caller;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Submits and stops jobs. Thread-safe; blocks on the database. */
@ProviderType
public interface JobAdminService {
    /**
     * Commits a job and returns; nodes get it as soon as they can. What was committed is never lost.
     *
     * @throws io.centossrv.platform.CentossrvException {@code plan-too-large}, {@code idempotency-key-reused}
     */
    Job submit(Caller caller, JobRequest request);

    /**
     * Refuses a change of many nodes that was not confirmed by their number: of more than 25, or of more than a tenth where
     * there are 50 or more.
     *
     * @param nodes how many are to be changed
     * @param confirmed the number that the caller confirmed
     * @throws io.centossrv.platform.CentossrvException {@code confirmation-needed}, with the number
     */
    void requireConfirmation(int nodes, Optional<Integer> confirmed);

    /**
     * Cancels a job: what has not started never starts, what runs is told to end. Returns at once; how each node ended is
     * said by the node. Cancelling again changes nothing.
     *
     * @param reason in words; may be empty
     * @throws io.centossrv.platform.CentossrvException {@code job-not-found}, {@code job-ended}
     */
    Job cancel(Caller caller, JobId id, String reason);

    /**
     * Submits a job that goes on where one was stopped: with the nodes where that one never started, in the same way.
     *
     * @throws io.centossrv.platform.CentossrvException {@code job-not-found}, {@code job-not-stopped} while it is under way,
     *     {@code job-nothing-left}, {@code job-already-resumed}, {@code job-plans-dropped}
     */
    Job resume(Caller caller, JobId id);
}
