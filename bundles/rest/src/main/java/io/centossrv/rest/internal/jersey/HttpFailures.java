// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.jersey;

import io.centossrv.platform.CentossrvException;
import io.centossrv.rest.internal.problem.Failure;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.glassfish.jersey.server.ParamException;

/**
 * Names what Jersey, or a resource in Jakarta's terms, says by a bare status. A resource that needs a status which no
 * error kind stands for (401, 412, 428) throws a WebApplicationException with an error of ours as its cause.
 */
final class HttpFailures {
    private static final List<String> KEPT =
            List.of(HttpHeaders.WWW_AUTHENTICATE, HttpHeaders.ALLOW, HttpHeaders.RETRY_AFTER, HttpHeaders.ETAG);

    private HttpFailures() {}

    static Failure of(WebApplicationException error) {
        int status = error.getResponse().getStatus();
        if (error instanceof ParamException parameter && !(error instanceof ParamException.PathParamException)) {
            return parameter(parameter);
        }
        if (error.getCause() instanceof CentossrvException cause) {
            Failure failure = Failure.of(cause);
            return new Failure(
                    status, failure.code(), failure.detail(), failure.details(), headers(error.getResponse(), failure));
        }
        Failure failure = named(status);
        return new Failure(status, failure.code(), failure.detail(), List.of(), headers(error.getResponse(), failure));
    }

    /** Returns what a bare status means. */
    static Failure named(int status) {
        return switch (status) {
            case 400 -> Failure.of(status, "request-invalid", "The request can't be understood.");
            case 401 -> Failure.of(status, "unauthenticated", "A login is needed. Try 'csrv login'.");
            case 403 -> Failure.of(status, "permission-denied", "The account lacks the permission.");
            case 404 -> Failure.of(status, "not-found", "There is nothing at this path.");
            case 405 -> Failure.of(status, "method-not-allowed", "This path does not serve the method.");
            case 406 -> Failure.of(status, "not-acceptable", "The answer has no such media type.");
            case 412 -> Failure.of(status, "precondition-failed", "It was changed by someone else. Read it again.");
            case 413 -> Failure.of(status, "body-too-large", "The body of the request is too large.");
            case 415 -> Failure.of(status, "media-type-unsupported", "The operation does not take this media type.");
            case 428 -> Failure.of(status, "precondition-required", "The header If-Match is needed.");
            default ->
                status < 500 ? Failure.of(status, "request-refused", "The request is refused.") : internal(status);
        };
    }

    private static Failure internal(int status) {
        return status == 503
                ? new Failure(
                        status, "unavailable", "Not available at the moment.", List.of(), Map.of("Retry-After", "1"))
                : Failure.internal().withStatus(status);
    }

    private static Failure parameter(ParamException error) {
        if (error.getCause() instanceof CentossrvException cause) {
            return Failure.of(cause);
        }
        return Failure.of(
                400, "parameter-invalid", "The value of the parameter " + error.getParameterName() + " can't be read.");
    }

    private static Map<String, String> headers(Response response, Failure failure) {
        Map<String, String> headers = new HashMap<>(failure.headers());
        for (String name : KEPT) {
            String value = response.getHeaderString(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        return headers;
    }
}
