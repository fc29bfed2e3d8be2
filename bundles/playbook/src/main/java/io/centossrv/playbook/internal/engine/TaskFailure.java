// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.engine;

import io.centossrv.playbook.Position;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A task can't be done on a host; carries what its result tells. */
public final class TaskFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Optional<Position> position;
    private final transient Map<String, Object> values;

    public TaskFailure(String message, Optional<Position> position) {
        this(message, position, Map.of());
    }

    public TaskFailure(String message) {
        this(message, Optional.empty(), Map.of());
    }

    TaskFailure(String message, Optional<Position> position, Map<String, Object> values) {
        super(message);
        this.position = position;
        this.values = new LinkedHashMap<>(values);
    }

    Optional<Position> position() {
        return position == null ? Optional.empty() : position;
    }

    /** Returns it as a result. */
    Map<String, Object> result() {
        Map<String, Object> result = new LinkedHashMap<>(values);
        result.put("failed", true);
        result.put("msg", getMessage());
        return result;
    }
}
