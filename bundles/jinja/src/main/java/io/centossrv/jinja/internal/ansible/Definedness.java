// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.ansible;

import io.centossrv.jinja.value.Undefined;
import java.util.Collection;
import java.util.Map;

/** Looks for undefined values inside of lists and dicts. */
public final class Definedness {
    private Definedness() {}

    /** Throws where a value is undefined or holds one that is. */
    public static void check(Object value) {
        if (value instanceof Map<?, ?> map) {
            map.values().forEach(Definedness::check);
        } else if (value instanceof Collection<?> items) {
            items.forEach(Definedness::check);
        } else {
            Undefined.check(value);
        }
    }
}
