// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.files;

import io.centossrv.playbook.module.Diff;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Collects before and after of a path's attributes. */
public final class Changes {
    private final Map<String, Object> before = new LinkedHashMap<>();
    private final Map<String, Object> after = new LinkedHashMap<>();

    /** Starts with the path alone, and with the state where it is another. */
    public Changes(String path, Optional<String> stateBefore, String stateAfter) {
        before.put("path", path);
        after.put("path", path);
        String state = stateBefore.orElse("absent");
        if (!state.equals(stateAfter)) {
            before.put("state", state);
            after.put("state", stateAfter);
        }
    }

    /** Collects where nobody will look. */
    public static Changes ignored() {
        return new Changes("", Optional.empty(), "absent");
    }

    public void add(String key, Object was, Object is) {
        before.put(key, was);
        after.put(key, is);
    }

    public void before(String key, Object was) {
        before.put(key, was);
    }

    public Diff diff() {
        return Diff.ofAttributes(before, after);
    }
}
