// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.value;

import java.util.Optional;

/**
 * An object that is neither a scalar nor a collection: a loop, a macro, a date. A template reaches what
 * {@link #attribute} gives and nothing else; no Java object is looked into by reflection.
 */
public interface Instance {
    /** Returns the name of its type as Python's messages spell it. */
    String typeName();

    /** Returns an attribute; empty where it has none of this name. An attribute that is None is not supported. */
    Optional<Object> attribute(String name);

    /** Returns what {@code repr()} gives. */
    String repr();

    /** Returns what {@code str()} gives. */
    default String str() {
        return repr();
    }
}
