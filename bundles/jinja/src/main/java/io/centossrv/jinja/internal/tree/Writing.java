// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.tree;

import io.centossrv.jinja.error.JinjaException;
import io.centossrv.jinja.error.Place;

/** {@code {{ expression }}}. */
public record Writing(Expression expression, Place place) implements Statement {
    @Override
    public Flow execute(Frame frame, Sink out) {
        if (Extends.isExtending(frame)) {
            return Flow.NEXT;
        }
        try {
            out.add(frame.rendering().library().output().finished(expression.evaluate(frame)));
        } catch (JinjaException e) {
            throw e.at(place);
        }
        return Flow.NEXT;
    }
}
