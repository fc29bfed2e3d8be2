// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.page;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param items in the order of the key
 * @param next the key to give as {@link PageRequest#after()} for the next page; empty on the last one
 */
public record Page<T>(List<T> items, Optional<String> next) {
    public Page {
        items = List.copyOf(items);
        Objects.requireNonNull(next, "next");
    }

    /**
     * Makes a page out of rows read with {@code LIMIT request.limit() + 1}: the row too many only tells that there is
     * a next page.
     *
     * @param rows at most {@code request.limit() + 1} rows in the order of the key
     * @param key the unique key of a row
     */
    public static <T> Page<T> of(List<T> rows, PageRequest request, Function<T, String> key) {
        if (rows.size() <= request.limit()) {
            return new Page<>(rows, Optional.empty());
        }
        List<T> items = rows.subList(0, request.limit());
        return new Page<>(items, Optional.of(key.apply(items.get(items.size() - 1))));
    }

    /** Returns the same page with each item mapped. */
    public <R> Page<R> map(Function<? super T, ? extends R> mapping) {
        return new Page<>(items.stream().<R>map(mapping).toList(), next);
    }
}
