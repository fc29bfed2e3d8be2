// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.model;

import io.centossrv.playbook.Position;
import java.util.Optional;
import java.util.function.Function;

/** Where a value stands, and the values within it. */
public final class Place {
    private final Position position;
    private final Function<Object, Optional<Place>> parts;

    /** Creates one; the function gives the place of a map's key or of a list's index, as an Integer. */
    public Place(Position position, Function<Object, Optional<Place>> parts) {
        this.position = position;
        this.parts = parts;
    }

    /** Returns a place with nothing in it. */
    public static Place of(Position position) {
        return new Place(position, part -> Optional.empty());
    }

    /** Returns where the value begins. */
    public Position position() {
        return position;
    }

    /** Returns where a part begins, by keys and indexes from the outside in; the last that is known of them. */
    public Position at(Object... path) {
        Place place = this;
        for (Object part : path) {
            Optional<Place> inner = place.parts.apply(part);
            if (inner.isEmpty()) {
                break;
            }
            place = inner.get();
        }
        return place.position;
    }

    @Override
    public String toString() {
        return position.toString();
    }
}
