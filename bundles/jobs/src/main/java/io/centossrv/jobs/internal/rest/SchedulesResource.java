// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.rest;

import io.centossrv.jobs.JobId;
import io.centossrv.jobs.internal.cron.Schedule;
import io.centossrv.jobs.internal.cron.ScheduleRun;
import io.centossrv.jobs.internal.schedule.Schedules;
import io.centossrv.rest.ListBody;
import io.centossrv.rest.RequiresPermission;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.Optional;

/** {@code /api/v1/schedules}. */
@Path("schedules")
@Produces(MediaType.APPLICATION_JSON)
public final class SchedulesResource {
    private static final String PATH = "/api/v1/schedules";

    private final Schedules schedules;

    SchedulesResource(Schedules schedules) {
        this.schedules = schedules;
    }

    /** A run as the API shows it. */
    public record RunOfScheduleBody(
            String id, Instant dueAt, String state, String reason, Optional<String> job, Instant at) {
        static RunOfScheduleBody of(ScheduleRun run) {
            return new RunOfScheduleBody(
                    run.id().toString(),
                    run.dueAt(),
                    JobBody.word(run.state()),
                    run.reason(),
                    run.job().map(JobId::toString),
                    run.at());
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("schedule:add")
    public Response add(NewScheduleBody body, @Context SecurityContext security) {
        Schedule schedule = schedules.add(Callers.of(security), body.request());
        return Response.status(Response.Status.CREATED)
                .header("Location", PATH + "/" + schedule.name())
                .entity(shown(schedule))
                .build();
    }

    @GET
    @RequiresPermission("schedule:read")
    public ListBody<ScheduleBody> list() {
        return new ListBody<>(
                schedules.list().stream()
                        .map(schedule -> ScheduleBody.of(schedule, Optional.empty()))
                        .toList(),
                Optional.empty());
    }

    @GET
    @Path("{schedule}")
    @RequiresPermission("schedule:read")
    public ScheduleBody show(@PathParam("schedule") String schedule) {
        return shown(schedules.find(schedule));
    }

    @GET
    @Path("{schedule}/runs")
    @RequiresPermission("schedule:read")
    public ListBody<RunOfScheduleBody> runs(@PathParam("schedule") String schedule) {
        return new ListBody<>(
                schedules.runs(schedules.find(schedule)).stream()
                        .map(RunOfScheduleBody::of)
                        .toList(),
                Optional.empty());
    }

    @POST
    @Path("{schedule}/enable")
    @RequiresPermission("schedule:enable")
    public ScheduleBody enable(@PathParam("schedule") String schedule, @Context SecurityContext security) {
        return shown(schedules.enable(Callers.of(security), schedule));
    }

    @POST
    @Path("{schedule}/disable")
    @RequiresPermission("schedule:disable")
    public ScheduleBody disable(@PathParam("schedule") String schedule, @Context SecurityContext security) {
        return shown(schedules.disable(Callers.of(security), schedule));
    }

    @POST
    @Path("{schedule}/run")
    @RequiresPermission("schedule:run")
    public Response run(@PathParam("schedule") String schedule, @Context SecurityContext security) {
        ScheduleRun run = schedules.run(Callers.of(security), schedule);
        return Response.status(Response.Status.ACCEPTED)
                .header("Location", PATH + "/" + schedule + "/runs")
                .entity(RunOfScheduleBody.of(run))
                .build();
    }

    @DELETE
    @Path("{schedule}")
    @RequiresPermission("schedule:remove")
    public void remove(@PathParam("schedule") String schedule, @Context SecurityContext security) {
        schedules.remove(Callers.of(security), schedule);
    }

    private ScheduleBody shown(Schedule schedule) {
        return ScheduleBody.of(schedule, Optional.of(schedules.next(schedule)));
    }
}
