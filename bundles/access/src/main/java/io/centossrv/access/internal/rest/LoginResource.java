// SPDX-License-Identifier: Apache-2.0
package io.centossrv.access.internal.rest;

import io.centossrv.access.internal.AccessErrors;
import io.centossrv.access.internal.login.PasswordLogin;
import io.centossrv.access.internal.token.TokenCodec;
import io.centossrv.platform.CentossrvException;
import io.centossrv.rest.PublicOperation;
import io.centossrv.rest.RequestSource;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Objects;

/** {@code /api/v1/login}. */
@Path("login")
@Produces(MediaType.APPLICATION_JSON)
public final class LoginResource {
    private static final int LONGEST_USER = 200;
    private static final int LONGEST_PASSWORD = 1_024;

    private final PasswordLogin login;

    LoginResource(PasswordLogin login) {
        this.login = login;
    }

    /** Who wants in. */
    public record Login(String user, String password) {
        public Login {
            Objects.requireNonNull(user, "user");
            Objects.requireNonNull(password, "password");
            if (user.isEmpty() || user.length() > LONGEST_USER) {
                throw new IllegalArgumentException("user must have 1 to " + LONGEST_USER + " characters");
            }
            if (password.isEmpty() || password.length() > LONGEST_PASSWORD) {
                throw new IllegalArgumentException("password must have 1 to " + LONGEST_PASSWORD + " characters");
            }
        }

        @Override
        public String toString() {
            return "Login[]";
        }
    }

    /** What a caller shows from now on. */
    public record TokenBody(String token, Instant expiresAt, String user) {
        @Override
        public String toString() {
            return "TokenBody[user=" + user + "]";
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @PublicOperation
    public Response login(Login body, @Context ContainerRequestContext request) {
        TokenCodec.Issued issued = authenticate(body, String.valueOf(request.getProperty(RequestSource.PROPERTY)));
        return Response.ok(new TokenBody(issued.token(), issued.expiresAt(), body.user()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private TokenCodec.Issued authenticate(Login body, String source) {
        try {
            return login.login(body.user(), body.password(), source);
        } catch (CentossrvException e) {
            if (e.code().equals(AccessErrors.LOGIN_FAILED)) {
                throw new NotAuthorizedException(e, "Bearer realm=\"centossrv\"");
            }
            throw e;
        }
    }
}
