// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.problem;

import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.DomainUnavailable;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorDetail;
import io.centossrv.platform.ErrorKind;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Why a request is not served, as HTTP tells it.
 *
 * @param status the HTTP status, 400 to 599
 * @param code the stable code that programs match on
 * @param detail a sentence for people, without secrets and without internals
 * @param details the places at which the input is wrong
 * @param headers response headers that belong to the failure, such as {@code Retry-After}
 */
public record Failure(int status, String code, String detail, List<ErrorDetail> details, Map<String, String> headers) {
    private static final Map<String, String> RETRY_SOON = Map.of("Retry-After", "1");
    private static final Map<String, String> RETRY_LATER = Map.of("Retry-After", "5");

    public Failure {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(detail, "detail");
        details = List.copyOf(details);
        headers = Map.copyOf(headers);
    }

    /** Returns a failure without places and headers. */
    public static Failure of(int status, String code, String detail) {
        return new Failure(status, code, detail, List.of(), Map.of());
    }

    /** Returns the answer to a request without a login. */
    public static Failure unauthenticated(String code, String detail, String challenge) {
        return new Failure(401, code, detail, List.of(), Map.of("WWW-Authenticate", challenge));
    }

    /** Returns the answer for a domain that is not there. */
    public static Failure unavailable(String domain) {
        return of(new DomainUnavailable(domain));
    }

    /** Returns the answer to a fault of ours; says nothing of what it was. */
    public static Failure internal() {
        return of(500, "internal-error", "An internal error occurred. The log of the control plane has it by traceId.");
    }

    /** Returns the failure that an error of ours stands for. */
    public static Failure of(CentossrvException error) {
        ErrorCode code = error.code();
        return new Failure(
                status(code.kind(), error), code.name(), sentence(error), error.details(), retry(code.kind()));
    }

    /** Returns the same failure with another status, where the thrower chose one. */
    public Failure withStatus(int other) {
        return new Failure(other, code, detail, details, headers);
    }

    private static int status(ErrorKind kind, CentossrvException error) {
        return switch (kind) {
            case USER -> error instanceof BodyInvalid || error.details().isEmpty() ? 400 : 422;
            case CONFLICT -> 409;
            case NOT_FOUND -> 404;
            case DENIED -> 403;
            case LIMITED -> 429;
            case UNAVAILABLE -> 503;
            case INTERNAL -> 500;
        };
    }

    private static Map<String, String> retry(ErrorKind kind) {
        return switch (kind) {
            case UNAVAILABLE -> RETRY_SOON;
            case LIMITED -> RETRY_LATER;
            case USER, CONFLICT, NOT_FOUND, DENIED, INTERNAL -> Map.of();
        };
    }

    private static String sentence(CentossrvException error) {
        return error.getMessage() == null ? error.code().name() : error.getMessage();
    }
}
