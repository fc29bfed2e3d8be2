// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.value;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Arguments of a call, by position and by name; values may be null, which is None. */
public final class CallArguments {
    private static final CallArguments NONE = new CallArguments(List.of(), Map.of());

    private final List<Object> positional;
    private final Map<String, Object> named;

    public CallArguments(List<Object> positional, Map<String, Object> named) {
        this.positional = Collections.unmodifiableList(new ArrayList<>(positional));
        this.named = Collections.unmodifiableMap(new LinkedHashMap<>(named));
    }

    /** Returns no arguments. */
    public static CallArguments none() {
        return NONE;
    }

    /** Returns arguments by position. */
    public static CallArguments of(Object... positional) {
        return new CallArguments(Arrays.asList(positional), Map.of());
    }

    /** Returns those by position, in order. */
    public List<Object> positional() {
        return positional;
    }

    /** Returns those by name, in the order written. */
    public Map<String, Object> named() {
        return named;
    }

    /** Returns these with another one before the first. */
    public CallArguments after(Object first) {
        List<Object> all = new ArrayList<>(positional.size() + 1);
        all.add(first);
        all.addAll(positional);
        return new CallArguments(all, named);
    }

    /** Returns these without the first ones by position. */
    public CallArguments from(int index) {
        return new CallArguments(positional.subList(Math.min(index, positional.size()), positional.size()), named);
    }
}
