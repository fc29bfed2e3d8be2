// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.ansible;

import io.centossrv.jinja.value.Marked;
import io.centossrv.jinja.value.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Marks what comes from outside, so that nothing in it is ever taken for a template. */
public final class Unsafe {
    private Unsafe() {}

    /** Returns a value whose texts that could be templates are marked; others stay as they are. */
    public static Object marked(Object value) {
        if (value instanceof CharSequence text) {
            String plain = text.toString();
            boolean template = plain.contains("{{") || plain.contains("{%") || plain.contains("{#");
            return template ? Marked.unsafe(plain) : value;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> marked = new LinkedHashMap<>();
            map.forEach((key, element) -> marked.put(key, marked(element)));
            return marked;
        }
        if (value instanceof List<?> list) {
            List<Object> marked = new ArrayList<>();
            list.forEach(element -> marked.add(marked(element)));
            return value instanceof Tuple ? Tuple.of(marked) : marked;
        }
        return value;
    }
}
