// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.rest;

import io.centossrv.inventory.internal.InventoryErrors;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorDetail;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** How long a join token lives. */
final class Lifetimes {
    private static final Duration USUAL = Duration.ofHours(1);

    private Lifetimes() {}

    static Duration of(Optional<String> text) {
        try {
            return text.map(Duration::parse).orElse(USUAL);
        } catch (DateTimeParseException e) {
            String problem = "A lifetime is an ISO-8601 duration such as PT1H.";
            throw new CentossrvException(
                    InventoryErrors.LIFETIME_INVALID, problem, List.of(ErrorDetail.at("/lifetime", problem)), e);
        }
    }
}
