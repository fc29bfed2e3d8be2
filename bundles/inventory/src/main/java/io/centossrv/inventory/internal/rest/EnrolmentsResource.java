// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.rest;

import io.centossrv.inventory.internal.service.EnrolmentService;
import io.centossrv.inventory.internal.service.EnrolmentService.Enrolment;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorKind;
import io.centossrv.rest.PublicOperation;
import io.centossrv.rest.RequestSource;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** {@code /api/v1/enrolments}: the token is what authenticates. */
@Path("enrolments")
@Produces(MediaType.APPLICATION_JSON)
public final class EnrolmentsResource {
    private final EnrolmentService enrolments;

    EnrolmentsResource(EnrolmentService enrolments) {
        this.enrolments = enrolments;
    }

    /** A machine that applies. */
    public record Application(
            String token,
            String busKey,
            String hostname,
            String machineId,
            Optional<String> dmiUuid,
            Optional<String> site,
            Optional<Instant> sentAt) {
        public Application {
            Objects.requireNonNull(token, "token");
            Objects.requireNonNull(busKey, "busKey");
            Objects.requireNonNull(hostname, "hostname");
            Objects.requireNonNull(machineId, "machineId");
        }

        EnrolmentService.Application said() {
            return new EnrolmentService.Application(token, busKey, hostname, machineId, dmiUuid, site, sentAt);
        }

        @Override
        public String toString() {
            return "Application[hostname=" + hostname + "]";
        }
    }

    /** What it needs to know. */
    public record EnrolmentBody(String node, String state, int busPort, String busKey, String planKey) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @PublicOperation
    public EnrolmentBody enrol(Application application, @Context ContainerRequestContext request) {
        Enrolment enrolment = enrol(application, String.valueOf(request.getProperty(RequestSource.PROPERTY)));
        return new EnrolmentBody(
                enrolment.node().id().toString(),
                enrolment.accepted() ? "accepted" : "pending",
                enrolment.busPort(),
                enrolment.busKey(),
                enrolment.planKey());
    }

    private Enrolment enrol(Application application, String source) {
        try {
            return enrolments.enrol(application.said(), source);
        } catch (CentossrvException e) {
            if (e.code().kind() == ErrorKind.DENIED) {
                throw new NotAuthorizedException(e, "JoinToken");
            }
            throw e;
        }
    }
}
