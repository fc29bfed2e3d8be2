// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.rest;

import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorKind;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Reads times of the past in query parameters. */
final class Times {
    private static final ErrorCode INVALID = new ErrorCode("time-invalid", ErrorKind.USER);

    private Times() {}

    /** Returns the time; empty where the parameter was not given; {@code time-invalid}. */
    static Optional<Instant> of(String parameter, String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            throw new CentossrvException(
                    INVALID,
                    parameter + " is no time with an offset; write one like 2026-03-01T12:00:00Z, and '+' as %2B.",
                    e);
        }
    }
}
