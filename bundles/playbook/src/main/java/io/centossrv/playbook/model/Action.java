// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.model;

import io.centossrv.playbook.module.ModuleCatalog;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a task does.
 *
 * @param written the module's name as it stands in the text
 * @param module full name, such as {@code ansible.builtin.copy}
 * @param arguments as written, see {@link Keywords}; free text is {@code _raw_params}, an {@code args} that is a
 *     template is {@code _variable_params}
 * @param place where the arguments stand
 */
public record Action(String written, String module, Map<String, Object> arguments, Place place) {
    public static final String FREE_FORM = "_raw_params";
    public static final String VARIABLE = "_variable_params";

    public Action {
        arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
    }

    /** Returns whether this is one of Ansible's own, by its short name. */
    public boolean is(String shortName) {
        return ModuleCatalog.shortName(module).equals(shortName);
    }

    /** Arguments may be secrets: only their names are told. */
    @Override
    public String toString() {
        return "Action[module=" + module + ", arguments=" + arguments.keySet() + "]";
    }
}
