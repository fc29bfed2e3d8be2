// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest;

import io.centossrv.platform.page.Page;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The body of every list: a page of items and the way to the next one. {@code rest} repeats {@code next} in a
 * {@code Link} header (RFC 8288).
 *
 * @param items in the order of the list's key
 * @param next path and query of the next page; empty on the last one
 */
public record ListBody<T>(List<T> items, Optional<String> next) {
    public ListBody {
        items = List.copyOf(items);
    }

    /**
     * Makes the body of a page.
     *
     * @param path the list's path with the query parameters to keep, without {@code limit} and {@code cursor}, such as
     *     {@code /api/v1/nodes}
     * @param limit as asked for
     */
    public static <T> ListBody<T> of(Page<T> page, String path, int limit) {
        Optional<String> next = page.next().map(key -> {
            String cursor =
                    Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
            return path + (path.contains("?") ? "&" : "?") + "limit=" + limit + "&cursor="
                    + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
        });
        return new ListBody<>(page.items(), next);
    }
}
