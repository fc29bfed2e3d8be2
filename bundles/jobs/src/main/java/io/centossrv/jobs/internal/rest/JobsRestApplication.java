// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.rest;

import io.centossrv.jobs.internal.freeze.Freezes;
import io.centossrv.jobs.internal.ping.NodePings;
import io.centossrv.jobs.internal.schedule.Schedules;
import io.centossrv.jobs.internal.submit.RunJobs;
import io.centossrv.jobs.internal.submit.StoredJobs;
import io.centossrv.rest.BundledRestApplication;
import io.centossrv.rest.RestApplication;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The REST operations of this version of the domain. */
@Component(service = RestApplication.class)
public final class JobsRestApplication extends BundledRestApplication {
    @Activate
    public JobsRestApplication(
            @Reference StoredJobs jobs,
            @Reference RunJobs runs,
            @Reference NodePings pings,
            @Reference Freezes freezes,
            @Reference Schedules schedules) {
        super(
                "jobs",
                Set.of("jobs", "pings", "freezes", "schedules"),
                Set.of(
                        new JobsResource(jobs, runs),
                        new PingsResource(pings),
                        new FreezesResource(freezes),
                        new SchedulesResource(schedules)));
    }
}
