// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.engine;

import io.centossrv.jinja.value.Numbers;
import io.centossrv.jinja.value.Text;
import io.centossrv.playbook.engine.spi.HostTally;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a recap tells. */
final class Tallies {
    static final HostTally OK = new HostTally(1, 0, 0, 0, 0, 0, 0);
    static final HostTally CHANGED = new HostTally(0, 1, 0, 0, 0, 0, 0);
    static final HostTally UNREACHABLE = new HostTally(0, 0, 1, 0, 0, 0, 0);
    static final HostTally FAILED = new HostTally(0, 0, 0, 1, 0, 0, 0);
    static final HostTally SKIPPED = new HostTally(0, 0, 0, 0, 1, 0, 0);
    static final HostTally RESCUED = new HostTally(0, 0, 0, 0, 0, 1, 0);
    static final HostTally IGNORED = new HostTally(0, 0, 0, 0, 0, 0, 1);

    private final Map<String, HostTally> hosts = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> custom = new LinkedHashMap<>();

    void add(String host, HostTally more) {
        hosts.merge(host, more, HostTally::plus);
    }

    Map<String, HostTally> hosts() {
        return new LinkedHashMap<>(hosts);
    }

    Map<String, Map<String, Object>> custom() {
        return new LinkedHashMap<>(custom);
    }

    void custom(String owner, String name, Object value, boolean aggregate) {
        Map<String, Object> known = custom.computeIfAbsent(owner, key -> new LinkedHashMap<>());
        Object old = known.get(name);
        known.put(name, aggregate && old != null ? sum(old, value) : value);
    }

    /** Returns two as one; the old where they are of different types. */
    private static Object sum(Object old, Object value) {
        if (old instanceof Map<?, ?> map && value instanceof Map<?, ?> more) {
            Map<Object, Object> merged = new LinkedHashMap<>(map);
            merged.putAll(more);
            return merged;
        }
        if (old instanceof List<?> list && value instanceof List<?> more) {
            List<Object> all = new ArrayList<>(list);
            all.addAll(more);
            return all;
        }
        if (Text.isText(old) && Text.isText(value)) {
            return Text.of(old) + Text.of(value);
        }
        if (old instanceof Double left && value instanceof Double right) {
            return left + right;
        }
        if (Numbers.isInteger(old) && Numbers.isInteger(value)) {
            BigInteger both = Numbers.integer(old).add(Numbers.integer(value));
            return Numbers.of(both);
        }
        return Objects.requireNonNull(old);
    }
}
