// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs;

import io.centossrv.platform.page.Page;
import io.centossrv.platform.page.PageRequest;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Reads jobs. Thread-safe; blocks on the database. */
@ProviderType
public interface JobService {
    /** Returns jobs, the newest first. */
    Page<Job> list(PageRequest request);

    /** Returns the jobs that a filter lets through, the newest first. */
    Page<Job> list(JobFilter filter, PageRequest request);

    /** Returns one job. */
    Optional<Job> find(JobId id);

    /** Returns a job's nodes by name, with their tasks. */
    Page<NodeResult> results(JobId id, PageRequest request);
}
