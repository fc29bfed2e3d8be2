// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.inventory.internal;

import io.centossrv.agent.inventory.CollectorCost;
import io.centossrv.agent.inventory.FactCollector;
import io.centossrv.agent.inventory.ItemCollector;
import io.centossrv.inventory.message.Item;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;

/** All collectors that there are, and what they said. */
final class Collectors {
    private final Pace pace;
    private final List<Facts> facts = new CopyOnWriteArrayList<>();
    private final List<Items> items = new CopyOnWriteArrayList<>();

    Collectors(Pace pace) {
        this.pace = pace;
    }

    private record Facts(CollectorRun<Map<String, Object>> run, Set<String> changing, CollectorCost cost) {}

    private record Items(CollectorRun<SortedMap<String, Item>> run, String kind, CollectorCost cost) {}

    /**
     * What all say together.
     *
     * @param items by kind, then by key; a kind that nobody collects is not in it
     */
    record Said(
            SortedMap<String, Object> facts,
            SortedMap<String, Object> vitals,
            SortedMap<String, SortedMap<String, Item>> items) {}

    void add(FactCollector collector) {
        String namespace = collector.namespace();
        Set<String> changing = new HashSet<>();
        collector.changing().forEach(name -> changing.add(namespace + "." + name));
        facts.add(new Facts(
                new CollectorRun<>(
                        collector,
                        pace.period(collector.period()),
                        pace.limit(collector.limit()),
                        () -> Optional.of(FactLimits.checked(namespace, collector.collect()))),
                changing,
                collector.cost()));
    }

    void add(ItemCollector collector) {
        items.add(new Items(
                new CollectorRun<>(
                        collector, pace.period(collector.period()), pace.limit(collector.limit()), () -> collector
                                .collect()
                                .map(ItemLimits::checked)),
                ItemLimits.kind(collector.kind()),
                collector.cost()));
    }

    void remove(Object collector) {
        facts.removeIf(each -> each.run().isOf(collector));
        items.removeIf(each -> each.run().isOf(collector));
    }

    /** Asks those of this cost that are due, one after the other. */
    void ask(CollectorCost cost, ExecutorService executor) throws InterruptedException {
        for (Facts each : facts) {
            if (each.cost() == cost) {
                each.run().ask(executor);
            }
        }
        for (Items each : items) {
            if (each.cost() == cost) {
                each.run().ask(executor);
            }
        }
    }

    /** Returns what they said last; those that have not answered yet say nothing. */
    Said said() {
        Said said = new Said(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
        for (Facts each : facts) {
            each.run()
                    .newest()
                    .ifPresent(values -> values.forEach((name, value) -> {
                        boolean changes = each.changing().contains(name);
                        (changes ? said.vitals() : said.facts()).putIfAbsent(name, value);
                    }));
        }
        for (Items each : items) {
            each.run().newest().ifPresent(found -> said.items().putIfAbsent(each.kind(), found));
        }
        return said;
    }
}
