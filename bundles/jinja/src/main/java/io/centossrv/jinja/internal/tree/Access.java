// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.tree;

import io.centossrv.jinja.internal.method.Methods;
import io.centossrv.jinja.value.Instance;
import io.centossrv.jinja.value.Items;
import io.centossrv.jinja.value.Text;
import io.centossrv.jinja.value.Undefined;
import java.util.Optional;

/** {@code value.name} and {@code value[key]}: each falls back to the other, as the language wants it. */
final class Access {
    private Access() {}

    static Object attribute(Object value, String name, Rendering rendering) {
        if (value instanceof Undefined) {
            return value;
        }
        if (value instanceof Namespace namespace) {
            return namespace.find(name);
        }
        Optional<Object> own = ownAttribute(value, name, rendering);
        if (own.isPresent()) {
            return own.get();
        }
        Optional<Items.Found> element = Items.find(value, name);
        return element.isPresent() ? element.get().value() : Undefined.element(value, name);
    }

    static Object item(Object value, Object key, Rendering rendering) {
        if (value instanceof Undefined) {
            return value;
        }
        Undefined.check(key);
        Optional<Items.Found> element = Items.find(value, key);
        if (element.isPresent()) {
            return element.get().value();
        }
        if (Text.isText(key)) {
            Optional<Object> own = ownAttribute(value, key.toString(), rendering);
            if (own.isPresent()) {
                return own.get();
            }
        }
        return Undefined.element(value, key);
    }

    private static Optional<Object> ownAttribute(Object value, String name, Rendering rendering) {
        if (value instanceof Instance instance) {
            return instance.attribute(name);
        }
        return Methods.find(value, name, rendering);
    }
}
