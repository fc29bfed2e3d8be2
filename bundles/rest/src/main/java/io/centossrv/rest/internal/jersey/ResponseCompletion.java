// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.jersey;

import io.centossrv.rest.ListBody;
import io.centossrv.rest.internal.problem.Problem;
import io.centossrv.rest.internal.request.TraceId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

/** Adds what every answer has: the link to the next page, and a problem where an error came without a body. */
final class ResponseCompletion implements ContainerResponseFilter {
    @Context
    private HttpServletRequest servletRequest;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof ListBody<?> list) {
            list.next().ifPresent(next -> response.getHeaders().add(HttpHeaders.LINK, "<" + next + ">; rel=\"next\""));
        }
        if (response.getStatus() >= 400 && !response.hasEntity()) {
            Problem problem = Problem.of(
                    HttpFailures.named(response.getStatus()),
                    servletRequest.getRequestURI(),
                    TraceId.of(servletRequest));
            response.setEntity(problem, null, MediaType.valueOf(Problem.MEDIA_TYPE));
        }
    }
}
