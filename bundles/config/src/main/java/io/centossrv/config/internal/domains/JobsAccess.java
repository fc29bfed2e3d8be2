// SPDX-License-Identifier: Apache-2.0
package io.centossrv.config.internal.domains;

import io.centossrv.jobs.JobAdminService;
import io.centossrv.platform.DomainUnavailable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The way to the domain that runs jobs. */
@Component(service = JobsAccess.class)
public final class JobsAccess {
    private volatile JobAdminService jobs;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public void bindJobs(JobAdminService service) {
        jobs = service;
    }

    public void unbindJobs(JobAdminService service) {
        if (jobs == service) {
            jobs = null;
        }
    }

    /** Returns the domain's service; throws {@link DomainUnavailable} while it is absent. */
    public JobAdminService service() {
        JobAdminService present = jobs;
        if (present == null) {
            throw new DomainUnavailable("jobs");
        }
        return present;
    }
}
