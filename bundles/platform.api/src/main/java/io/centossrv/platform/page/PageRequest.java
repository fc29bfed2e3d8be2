// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.page;

import java.util.Objects;
import java.util.Optional;

/**
 * Asks for one page of a list that is ordered by a unique key.
 *
 * @param limit how many items at most, 1 to {@value #MAX_LIMIT}
 * @param after the key of the last item of the page before; empty for the first page
 */
public record PageRequest(int limit, Optional<String> after) {
    /** The most that a page may hold. */
    public static final int MAX_LIMIT = 1000;

    /** What a page holds unless asked otherwise. */
    public static final int DEFAULT_LIMIT = 100;

    public PageRequest {
        Objects.requireNonNull(after, "after");
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit must be 1 to " + MAX_LIMIT + ", not " + limit);
        }
    }

    /** Returns a request for the first page of the usual size. */
    public static PageRequest first() {
        return new PageRequest(DEFAULT_LIMIT, Optional.empty());
    }
}
