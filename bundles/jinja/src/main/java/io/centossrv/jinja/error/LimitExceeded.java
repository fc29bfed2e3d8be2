// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.error;

import java.util.Optional;

/** A template that wants more than {@link Limits} allow. */
public final class LimitExceeded extends JinjaException {
    private static final long serialVersionUID = 1L;

    public LimitExceeded(String message) {
        super(message, null, Optional.empty());
    }

    private LimitExceeded(LimitExceeded cause, Optional<Place> place) {
        super(cause.getMessage(), cause, place);
    }

    @Override
    public LimitExceeded at(Place where) {
        return place().isPresent() ? this : new LimitExceeded(this, placeOr(where));
    }
}
