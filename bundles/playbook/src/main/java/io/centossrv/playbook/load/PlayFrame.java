// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.load;

import io.centossrv.playbook.model.Node;
import io.centossrv.playbook.model.Role;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the reading of one play gathers; imports and includes of the play add to it. */
final class PlayFrame {
    /** A role that is being read: its key, and where the dependency stands that led on from it. */
    static final class Open {
        private final String key;
        private Optional<RoleUse> next = Optional.empty();

        Open(String key) {
            this.key = key;
        }

        String key() {
            return key;
        }

        Optional<RoleUse> next() {
            return next;
        }

        void next(RoleUse use) {
            next = Optional.of(use);
        }
    }

    private final String folder;
    private final Map<String, Object> vars = new LinkedHashMap<>();
    private final Map<List<Object>, Role> roles = new HashMap<>();
    private final List<Role> imported = new ArrayList<>();
    private final List<Node> handlers = new ArrayList<>();
    private final Deque<Open> open = new ArrayDeque<>();

    /** Creates one of a play in a folder. */
    PlayFrame(String folder) {
        this.folder = folder;
    }

    String folder() {
        return folder;
    }

    /** Variables that all of the play sees, for names of imports. */
    Map<String, Object> vars() {
        return vars;
    }

    /** Roles that were read, by all that tells their uses apart. */
    Map<List<Object>, Role> roles() {
        return roles;
    }

    /** Roles that imports brought. */
    List<Role> imported() {
        return imported;
    }

    /** Handlers of roles that imports brought. */
    List<Node> handlers() {
        return handlers;
    }

    Deque<Open> open() {
        return open;
    }
}
