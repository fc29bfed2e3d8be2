// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.shell;

import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorKind;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Reads times of the past. */
final class ShellTimes {
    private static final ErrorCode INVALID = new ErrorCode("time-invalid", ErrorKind.USER);

    private ShellTimes() {}

    static Optional<Instant> of(Optional<String> text) {
        try {
            return text.map(OffsetDateTime::parse).map(OffsetDateTime::toInstant);
        } catch (DateTimeException e) {
            throw new CentossrvException(
                    INVALID, "'" + text.orElse("") + "' is no time; write one like 2026-03-01T12:00:00Z.", e);
        }
    }
}
