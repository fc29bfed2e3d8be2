// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.problem;

import io.centossrv.platform.ErrorDetail;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The body of every error: {@code application/problem+json} (RFC 9457) with our members. */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        String code,
        List<Place> errors,
        String traceId) {
    /** The media type. */
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        errors = List.copyOf(errors);
    }

    /** Returns the body for a failure of the request for {@code instance}, a path without its query. */
    public static Problem of(Failure failure, String instance, String traceId) {
        return new Problem(
                "urn:centossrv:error:" + failure.code(),
                title(failure.code()),
                failure.status(),
                failure.detail(),
                instance,
                failure.code(),
                failure.details().stream().map(Place::of).toList(),
                traceId);
    }

    private static String title(String code) {
        String words = code.replace('-', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** A place at which the input is wrong. */
    public record Place(Optional<String> pointer, Optional<Integer> line, Optional<Integer> column, String message) {
        static Place of(ErrorDetail detail) {
            return new Place(
                    Optional.of(detail.pointer()).filter(text -> !text.isEmpty()),
                    Optional.of(detail.line()).filter(number -> number > 0),
                    Optional.of(detail.column()).filter(number -> number > 0),
                    detail.message());
        }
    }
}
