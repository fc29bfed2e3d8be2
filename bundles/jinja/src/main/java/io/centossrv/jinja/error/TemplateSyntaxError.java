// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.error;

import java.util.Optional;

/** A text that is no template: it can't be compiled, or names a filter or test that isn't there. */
public final class TemplateSyntaxError extends JinjaException {
    private static final long serialVersionUID = 1L;

    public TemplateSyntaxError(String message) {
        super(message, null, Optional.empty());
    }

    private TemplateSyntaxError(TemplateSyntaxError cause, Optional<Place> place) {
        super(cause.getMessage(), cause, place);
    }

    @Override
    public TemplateSyntaxError at(Place where) {
        return place().isPresent() ? this : new TemplateSyntaxError(this, placeOr(where));
    }
}
