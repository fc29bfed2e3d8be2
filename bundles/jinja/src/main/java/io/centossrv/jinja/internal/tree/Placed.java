// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.tree;

import io.centossrv.jinja.error.JinjaException;
import io.centossrv.jinja.error.Place;

/** A statement whose errors say where it is. */
public record Placed(Statement statement, Place place) implements Statement {
    @Override
    public Flow execute(Frame frame, Sink out) {
        try {
            return statement.execute(frame, out);
        } catch (JinjaException e) {
            throw e.at(place);
        }
    }
}
