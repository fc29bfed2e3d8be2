// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * From where something is included.
 *
 * @param play that runs
 * @param role the role whose task includes it
 * @param files the task files around the task, the innermost first: imports beside them are found
 * @param handlers whether handlers are read
 * @param variables those that the name of an import within may use, as written
 */
public record Inclusion(
        Play play, Optional<Role> role, List<String> files, boolean handlers, Map<String, Object> variables) {
    public Inclusion {
        files = List.copyOf(files);
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }
}
