// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.filter;

import io.centossrv.jinja.spi.Evaluation;
import io.centossrv.jinja.value.Numbers;
import io.centossrv.jinja.value.Text;
import io.centossrv.jinja.value.Undefined;

/** {@code attribute='a.b.0'} of filters: a path of names and numbers. */
final class Attributes {
    private Attributes() {}

    static Object of(Object value, Object path, Evaluation evaluation) {
        if (Numbers.isInteger(path)) {
            return evaluation.item(value, path);
        }
        Object found = value;
        for (String name : Text.of(path).split("\\.", -1)) {
            found = evaluation.item(found, name.matches("\\d{1,9}") ? (Object) Long.parseLong(name) : name);
        }
        return found;
    }

    /** Returns what is found, or else something in place of what isn't. */
    static Object of(Object value, Object path, Object otherwise, Evaluation evaluation) {
        Object found = of(value, path, evaluation);
        return found instanceof Undefined && otherwise != null ? otherwise : found;
    }
}
