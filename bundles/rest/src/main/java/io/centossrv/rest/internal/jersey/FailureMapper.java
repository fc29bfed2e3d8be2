// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.jersey;

import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorKind;
import io.centossrv.rest.internal.problem.BodyTooLarge;
import io.centossrv.rest.internal.problem.Failure;
import io.centossrv.rest.internal.problem.Problem;
import io.centossrv.rest.internal.request.TraceId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever an operation throws into a problem; the one place where that is done. */
final class FailureMapper implements ExceptionMapper<Throwable> {
    private static final Logger LOG = LoggerFactory.getLogger(FailureMapper.class);

    @Context
    private HttpServletRequest request;

    @Override
    public Response toResponse(Throwable error) {
        String traceId = TraceId.of(request);
        Failure failure = failure(error);
        if (failure.status() >= 500 && !unavailable(error)) {
            LOG.error(
                    "Operation failed: {} {} traceId={}", request.getMethod(), request.getRequestURI(), traceId, error);
        }
        return response(failure, request, traceId);
    }

    /** Returns the response that tells a failure. */
    static Response response(Failure failure, HttpServletRequest request, String traceId) {
        Response.ResponseBuilder response = Response.status(failure.status())
                .type(Problem.MEDIA_TYPE)
                .entity(Problem.of(failure, request.getRequestURI(), traceId));
        failure.headers().forEach(response::header);
        return response.build();
    }

    private static Failure failure(Throwable error) {
        Optional<BodyTooLarge> tooLarge = BodyTooLarge.in(error);
        if (tooLarge.isPresent()) {
            return tooLarge.get().failure();
        }
        if (error instanceof CentossrvException known) {
            return Failure.of(known);
        }
        return error instanceof WebApplicationException web ? HttpFailures.of(web) : Failure.internal();
    }

    private static boolean unavailable(Throwable error) {
        if (error instanceof CentossrvException known) {
            return known.code().kind() == ErrorKind.UNAVAILABLE;
        }
        return error instanceof WebApplicationException web && web.getResponse().getStatus() == 503;
    }
}
