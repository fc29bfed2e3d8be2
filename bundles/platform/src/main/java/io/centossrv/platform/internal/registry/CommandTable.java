// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.registry;

import io.centossrv.platform.command.Command;
import io.centossrv.platform.internal.version.Release;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Component;

/**
 * Which services answer to which {@code noun:verb}. Several versions of a bundle may be there at once: the highest one
 * answers, of equal ones the newest. Thread-safe.
 */
@Component(service = CommandTable.class)
public final class CommandTable {
    private final Map<String, List<Candidate>> candidates = new HashMap<>();
    private final List<Consumer<Set<String>>> observers = new ArrayList<>();
    private volatile SortedMap<String, Command> inCharge = Collections.emptySortedMap();

    /**
     * Adds a command.
     *
     * @param release the version of its bundle
     * @param order the later a bundle came, the higher
     */
    public synchronized void add(Command command, Release release, long order) {
        candidates
                .computeIfAbsent(command.descriptor().name(), name -> new ArrayList<>())
                .add(new Candidate(command, release, order));
        decide();
    }

    /** Takes a command out. */
    public synchronized void remove(Command command) {
        candidates.values().forEach(list -> list.removeIf(candidate -> candidate.command == command));
        candidates.values().removeIf(List::isEmpty);
        decide();
    }

    /** Returns the command that answers now. */
    public Optional<Command> find(String name) {
        return Optional.ofNullable(inCharge.get(name));
    }

    /** Returns the commands that answer now, by name. */
    public SortedMap<String, Command> all() {
        return inCharge;
    }

    /** Tells the observer the names that answer, now and after each change, in order; it must return at once. */
    public synchronized void observe(Consumer<Set<String>> observer) {
        observers.add(observer);
        observer.accept(inCharge.keySet());
    }

    /** Ends what {@link #observe} began. */
    public synchronized void forget(Consumer<Set<String>> observer) {
        observers.remove(observer);
    }

    private void decide() {
        SortedMap<String, Command> decided = new TreeMap<>();
        candidates.forEach((name, list) -> list.stream()
                .max(Comparator.comparing(Candidate::release).thenComparingLong(Candidate::order))
                .ifPresent(candidate -> decided.put(name, candidate.command)));
        inCharge = Collections.unmodifiableSortedMap(decided);
        observers.forEach(observer -> observer.accept(inCharge.keySet()));
    }

    private record Candidate(Command command, Release release, long order) {}
}
