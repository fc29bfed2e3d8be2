// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.spi;

import io.centossrv.jinja.value.Items;
import java.util.Map;
import java.util.Optional;

/** The variables of a rendering. Asked again for each use of a name, so that a value may be made when it is needed. */
@FunctionalInterface
public interface Variables {
    /** Returns a variable; empty where there is none of this name. */
    Optional<Items.Found> find(String name);

    /** Returns those of a map, whose values may be null. */
    static Variables of(Map<String, ?> map) {
        return name -> {
            Object value = map.get(name);
            return value != null || map.containsKey(name) ? Optional.of(new Items.Found(value)) : Optional.empty();
        };
    }
}
