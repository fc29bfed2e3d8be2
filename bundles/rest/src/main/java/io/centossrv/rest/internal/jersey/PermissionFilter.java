// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.jersey;

import io.centossrv.platform.security.Caller;
import io.centossrv.platform.security.Permission;
import io.centossrv.rest.CallerPrincipal;
import io.centossrv.rest.PublicOperation;
import jakarta.annotation.Priority;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import java.lang.reflect.Method;
import java.util.Optional;

/** Lets a request reach its operation only where the caller holds the permission that the operation names. */
@Priority(Priorities.AUTHORIZATION)
final class PermissionFilter implements ContainerRequestFilter {
    @Context
    private ResourceInfo operation;

    @Override
    public void filter(ContainerRequestContext request) {
        Method method = operation.getResourceMethod();
        Optional<Permission> permission = ResourceOperations.permission(method);
        if (permission.isPresent()) {
            Caller caller = caller(request);
            if (ResourceOperations.alternatives(method).noneMatch(caller::may)) {
                caller.require(permission.get());
            }
        } else if (!method.isAnnotationPresent(PublicOperation.class)) {
            throw new IllegalStateException("an operation without a permission was reached: " + method);
        }
    }

    private static Caller caller(ContainerRequestContext request) {
        if (request.getSecurityContext().getUserPrincipal() instanceof CallerPrincipal principal) {
            return principal.caller();
        }
        throw new NotAuthorizedException("Bearer realm=\"centossrv\"");
    }
}
