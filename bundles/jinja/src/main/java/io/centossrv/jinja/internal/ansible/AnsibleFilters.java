// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.ansible;

import io.centossrv.jinja.spi.Filter;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The filters that Ansible adds.
 *
 * @see <a href="https://docs.ansible.com/ansible-core/2.14/collections/ansible/builtin/index.html#filter-plugins">
 *     Ansible, filter plugins</a>
 */
public final class AnsibleFilters {
    /** Those whose text is never read as a literal. */
    private static final Set<String> VERBATIM =
            Set.of("string", "to_json", "to_nice_json", "to_yaml", "to_nice_yaml", "ppretty", "json");

    private AnsibleFilters() {}

    /** Returns them by name, short and in full. */
    public static Map<String, Filter> all() {
        Map<String, Filter> all = new HashMap<>();
        all.putAll(RegexFilters.all());
        all.putAll(PathFilters.all());
        all.putAll(DataFilters.all());
        all.putAll(SetFilters.all());
        all.putAll(MathFilters.all());
        all.putAll(HashFilters.all());
        all.putAll(JsonFilters.all());
        all.putAll(TimeFilters.all());
        all.putAll(WordFilters.all());
        return withFullNames(all);
    }

    /** Tells whether a filter's text is kept as it is. */
    public static boolean isVerbatim(String name) {
        return VERBATIM.contains(name);
    }

    private static Map<String, Filter> withFullNames(Map<String, Filter> filters) {
        Map<String, Filter> all = new HashMap<>(filters);
        filters.forEach((name, filter) -> {
            all.put("ansible.builtin." + name, filter);
            all.put("ansible.legacy." + name, filter);
        });
        return all;
    }
}
