// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.error;

import java.util.Optional;

/** A value was needed that isn't there. */
public final class UndefinedError extends JinjaException {
    private static final long serialVersionUID = 1L;

    private final transient Optional<String> name;

    public UndefinedError(String message, Optional<String> name) {
        super(message, null, Optional.empty());
        this.name = name;
    }

    private UndefinedError(UndefinedError cause, Optional<Place> place) {
        super(cause.getMessage(), cause, place);
        this.name = cause.name();
    }

    /** Returns the name that was looked up, where it was by a name. */
    public Optional<String> name() {
        return name == null ? Optional.empty() : name;
    }

    @Override
    public UndefinedError at(Place where) {
        return place().isPresent() ? this : new UndefinedError(this, placeOr(where));
    }
}
