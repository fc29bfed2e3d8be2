// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.handler;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Handlers by the wire name of their type; of several the one of the highest rank counts. Thread-safe. */
final class HandlerTable<H> {
    private final Map<String, SortedMap<Rank, H>> byType = new TreeMap<>();

    synchronized void add(String wireName, Rank rank, H handler) {
        byType.computeIfAbsent(wireName, name -> new TreeMap<>(Collections.reverseOrder()))
                .put(rank, handler);
    }

    synchronized void remove(Rank rank) {
        byType.values().forEach(handlers -> handlers.remove(rank));
        byType.values().removeIf(Map::isEmpty);
    }

    synchronized Optional<H> find(String wireName) {
        return Optional.ofNullable(byType.get(wireName)).map(handlers -> handlers.get(handlers.firstKey()));
    }

    synchronized Set<String> types() {
        return Set.copyOf(byType.keySet());
    }
}
