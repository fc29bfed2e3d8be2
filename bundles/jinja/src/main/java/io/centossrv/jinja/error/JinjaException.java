// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.error;

import java.util.Optional;

/** What a template can fail with. The message says what is wrong; the place is told apart from it. */
public abstract class JinjaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Optional<Place> place;

    JinjaException(String message, Throwable cause, Optional<Place> place) {
        super(message, cause);
        this.place = place;
    }

    /** Returns where it went wrong, as far as it is known. */
    public final Optional<Place> place() {
        return place == null ? Optional.empty() : place;
    }

    /** Returns this with a place; one that has a place already keeps it. */
    public abstract JinjaException at(Place where);

    final Optional<Place> placeOr(Place where) {
        return place().or(() -> Optional.of(where));
    }
}
