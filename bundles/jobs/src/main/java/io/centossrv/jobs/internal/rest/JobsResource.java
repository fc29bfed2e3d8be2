// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.rest;

import io.centossrv.jobs.Job;
import io.centossrv.jobs.JobId;
import io.centossrv.jobs.internal.submit.RunJobs;
import io.centossrv.jobs.internal.submit.StoredJobs;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorKind;
import io.centossrv.platform.page.PageRequest;
import io.centossrv.rest.ListBody;
import io.centossrv.rest.PageParameters;
import io.centossrv.rest.RequiresPermission;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;

/** {@code /api/v1/jobs}. */
@Path("jobs")
@Produces(MediaType.APPLICATION_JSON)
public final class JobsResource {
    private static final String PATH = "/api/v1/jobs";
    private static final ErrorCode NOT_FOUND = new ErrorCode("job-not-found", ErrorKind.NOT_FOUND);

    private final StoredJobs jobs;
    private final RunJobs runs;

    JobsResource(StoredJobs jobs, RunJobs runs) {
        this.jobs = jobs;
        this.runs = runs;
    }

    /** Why a job is cancelled. */
    public record CancelBody(Optional<String> reason) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("job:run")
    public Response run(RunBody body, @HeaderParam("Idempotency-Key") String key, @Context SecurityContext security) {
        return accepted(runs.submit(Callers.of(security), body.request(), body.confirm(), Optional.ofNullable(key)));
    }

    @POST
    @Path("previews")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("job:run")
    public RunPreviewBody preview(RunBody body) {
        return RunPreviewBody.of(runs.preview(body.request()));
    }

    @POST
    @Path("{job}/cancel")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("job:cancel")
    public JobBody cancel(@PathParam("job") String job, CancelBody body, @Context SecurityContext security) {
        return JobBody.of(
                jobs.cancel(Callers.of(security), id(job), body.reason().orElse("")));
    }

    @POST
    @Path("{job}/resume")
    @RequiresPermission("job:resume")
    public Response resume(@PathParam("job") String job, @Context SecurityContext security) {
        return accepted(jobs.resume(Callers.of(security), id(job)));
    }

    private static Response accepted(Job job) {
        return Response.status(Response.Status.ACCEPTED)
                .header("Location", PATH + "/" + job.id())
                .entity(JobBody.of(job))
                .build();
    }

    @GET
    @RequiresPermission("job:read")
    public ListBody<JobBody> list(
            @QueryParam("limit") Integer limit, @QueryParam("cursor") String cursor, @BeanParam JobQuery query) {
        PageRequest request = PageParameters.of(limit, cursor);
        request.after().ifPresent(JobsResource::id);
        return ListBody.of(jobs.list(query.filter(), request).map(JobBody::of), query.path(PATH), request.limit());
    }

    @GET
    @Path("{job}")
    @RequiresPermission("job:read")
    public JobBody show(@PathParam("job") String job) {
        return JobBody.of(found(job));
    }

    @GET
    @Path("{job}/nodes")
    @RequiresPermission("job:read")
    public ListBody<NodeResultBody> nodes(
            @PathParam("job") String job, @QueryParam("limit") Integer limit, @QueryParam("cursor") String cursor) {
        PageRequest request = PageParameters.of(limit, cursor);
        JobId id = found(job).id();
        return ListBody.of(
                jobs.results(id, request).map(NodeResultBody::of), PATH + "/" + id + "/nodes", request.limit());
    }

    @GET
    @Path("{job}/output")
    @RequiresPermission("job:read")
    public OutputBody output(@PathParam("job") String job, @QueryParam("after") @DefaultValue("0") long after) {
        return OutputBody.of(jobs.output(found(job).id(), after), after);
    }

    private Job found(String text) {
        return jobs.find(id(text)).orElseThrow(() -> notFound(text));
    }

    private static JobId id(String text) {
        try {
            return JobId.parse(text);
        } catch (IllegalArgumentException e) {
            throw notFound(text);
        }
    }

    private static CentossrvException notFound(String text) {
        return new CentossrvException(NOT_FOUND, "There is no job " + text + ", or no longer.");
    }
}
