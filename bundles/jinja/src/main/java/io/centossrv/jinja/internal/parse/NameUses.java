// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.parse;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** Which of a macro's special names its body uses. */
final class NameUses {
    private static final Set<String> SPECIAL = Set.of("caller", "kwargs", "varargs");

    private final Deque<Set<String>> open = new ArrayDeque<>();

    void add(String name) {
        if (SPECIAL.contains(name)) {
            open.forEach(uses -> uses.add(name));
        }
    }

    void begin() {
        open.push(new HashSet<>());
    }

    Set<String> end() {
        return open.pop();
    }
}
