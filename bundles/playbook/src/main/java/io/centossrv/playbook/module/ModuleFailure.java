// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.module;

import java.util.LinkedHashMap;
import java.util.Map;

/** A module can't go on; carries what its result tells. */
public final class ModuleFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Map<String, Object> values;

    public ModuleFailure(String message, Map<String, ?> values) {
        super(message);
        this.values = new LinkedHashMap<>(values);
    }

    public ModuleFailure(String message) {
        this(message, Map.of());
    }

    /** Returns it as a result. */
    public ModuleResult result() {
        return ModuleResult.failed(getMessage(), values);
    }
}
