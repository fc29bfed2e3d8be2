// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs;

import io.centossrv.platform.security.Caller;
import org.osgi.annotation.versioning.ProviderType;

/** Submits jobs. Thread-safe; blocks on the database. */
@ProviderType
public interface JobAdminService {
    /**
     * Commits a job and returns; nodes get it as soon as they can. What was committed is never lost.
     *
     * @throws io.centossrv.platform.CentossrvException {@code plan-too-large}, {@code idempotency-key-reused}
     */
    Job submit(Caller caller, JobRequest request);
}
