// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.value;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Names of types, as Python spells them. */
public final class Types {
    private Types() {}

    /** Returns the name of a value's type. */
    public static String name(Object value) {
        if (value == null) {
            return "NoneType";
        }
        if (value instanceof Marked marked) {
            return marked.mark() == Marked.Mark.MARKUP ? "Markup" : "str";
        }
        if (value instanceof CharSequence) {
            return "str";
        }
        if (value instanceof Boolean) {
            return "bool";
        }
        if (value instanceof Long || value instanceof BigInteger) {
            return "int";
        }
        if (value instanceof Double) {
            return "float";
        }
        if (value instanceof Instance instance) {
            return instance.typeName();
        }
        if (value instanceof Undefined) {
            return "AnsibleUndefined";
        }
        return collection(value);
    }

    private static String collection(Object value) {
        if (value instanceof Tuple) {
            return "tuple";
        }
        if (value instanceof DictView view) {
            return view.typeName();
        }
        if (value instanceof Range) {
            return "range";
        }
        if (value instanceof List) {
            return "list";
        }
        if (value instanceof Set) {
            return "set";
        }
        if (value instanceof Map) {
            return "dict";
        }
        if (value instanceof byte[]) {
            return "bytes";
        }
        return value instanceof Callable ? "function" : "object";
    }
}
