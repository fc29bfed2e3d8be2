// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.ansible;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The variables of a host as they were written: their values may themselves be templates. */
public interface RawVariables {
    /** Returns a variable; empty where there is none of this name. */
    Optional<Raw> find(String name);

    /** Returns the names of all variables. */
    Collection<String> names();

    /**
     * A variable.
     *
     * @param value null is None
     * @param trusted whether texts in it are templates; what comes from a node or a lookup is not, so that a host can't
     *     have its own words evaluated
     */
    record Raw(Object value, boolean trusted) {}

    /** Returns those of a map, trusted but for {@code vars} and {@code hostvars}, which are taken as they are. */
    static RawVariables of(Map<String, Object> map) {
        Set<String> taken = Set.of("vars", "hostvars");
        return new RawVariables() {
            @Override
            public Optional<Raw> find(String name) {
                Object value = map.get(name);
                return value != null || map.containsKey(name)
                        ? Optional.of(new Raw(value, !taken.contains(name)))
                        : Optional.empty();
            }

            @Override
            public Collection<String> names() {
                return map.keySet();
            }
        };
    }
}
