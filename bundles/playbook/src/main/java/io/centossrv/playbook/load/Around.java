// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is around tasks that are read.
 *
 * @param files the task files that were imported on the way here, the innermost first
 * @param vars of blocks and imports on the way here, for names of imports
 */
record Around(
        PlayFrame play,
        Optional<RoleHome> role,
        List<String> files,
        boolean handlers,
        Map<String, Object> vars,
        int depth) {
    /** Deeper is no playbook: it imports itself. */
    static final int DEEPEST = 40;

    /** A role whose tasks these are. */
    record RoleHome(String name, String path, Map<String, Object> vars) {}

    static Around play(PlayFrame play) {
        return new Around(play, Optional.empty(), List.of(), false, Map.of(), 0);
    }

    Around handlers(boolean read) {
        return new Around(play, role, files, read, vars, depth);
    }

    Around within(Map<String, Object> more) {
        Map<String, Object> all = new LinkedHashMap<>(vars);
        all.putAll(more);
        return new Around(play, role, files, handlers, all, depth + 1);
    }

    Around file(String file) {
        List<String> all = new ArrayList<>(List.of(file));
        all.addAll(files);
        return new Around(play, role, all, handlers, vars, depth);
    }

    Around role(RoleHome home) {
        return new Around(play, Optional.of(home), List.of(), handlers, vars, depth + 1);
    }

    boolean tooDeep() {
        return depth > DEEPEST;
    }
}
