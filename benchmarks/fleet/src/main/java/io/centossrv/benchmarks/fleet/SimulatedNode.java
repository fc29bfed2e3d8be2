// SPDX-License-Identifier: Apache-2.0
package io.centossrv.benchmarks.fleet;

import io.centossrv.inventory.message.FactValue;
import io.centossrv.inventory.message.InventoryChange;
import io.centossrv.inventory.message.Item;
import io.centossrv.inventory.message.SectionChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * What a simulated node has on it: the same for the same number, and different from all others. A package has one of a dozen
 * versions, as in a fleet that is updated by and by.
 *
 * @param number from 0
 * @param packages how many
 */
record SimulatedNode(int number, int packages) {
    static final String PACKAGE = "package";
    static final String SERVICE = "service";

    private static final int VERSIONS = 12;

    /** Returns its inventory as a whole, as an agent sends it: a change for each section. */
    List<InventoryChange> whole(Instant at) {
        return List.of(SectionChange.FACTS, SectionChange.VITALS, PACKAGE, SERVICE).stream()
                .map(section -> new InventoryChange(at, List.of(section(section))))
                .toList();
    }

    /** Returns the question whether that is known, as an agent asks it with each link. */
    InventoryChange question(Instant at) {
        List<SectionChange> asked = new ArrayList<>(List.of(section(SectionChange.VITALS)));
        for (String section : List.of(SectionChange.FACTS, PACKAGE, SERVICE)) {
            asked.add(new SectionChange(section, hash(), hash(), Map.of(), List.of(), List.of()));
        }
        return new InventoryChange(at, asked);
    }

    /** Returns one section as a whole. */
    SectionChange section(String name) {
        return switch (name) {
            case SectionChange.FACTS -> new SectionChange(name, "", hash(), facts(), List.of(), List.of());
            case SectionChange.VITALS -> new SectionChange(name, "", "", vitals(), List.of(), List.of());
            case PACKAGE -> new SectionChange(name, "", hash(), Map.of(), packageItems(), List.of());
            case SERVICE -> new SectionChange(name, "", hash(), Map.of(), services(), List.of());
            default -> throw new IllegalArgumentException(name);
        };
    }

    private String hash() {
        return "%032x".formatted(number);
    }

    private Map<String, FactValue> facts() {
        Map<String, FactValue> facts = new TreeMap<>();
        facts.put("os.name", new FactValue.Text("CentOS Stream"));
        facts.put("os.major", new FactValue.Whole(7 + number % 4));
        facts.put("kernel.release", new FactValue.Text("5.14.0-" + (400 + number % 60) + ".el9.x86_64"));
        facts.put("memory.total", new FactValue.Whole((4L + number % 60) << 30));
        facts.put("network.hostname", new FactValue.Text("sim-" + number + ".example.com"));
        for (int i = 0; i < 40; i++) {
            facts.put("sim.fact-" + i, new FactValue.Text("value " + number * (i + 1) % 1000));
        }
        return facts;
    }

    private Map<String, FactValue> vitals() {
        return Map.of("load.one", new FactValue.Text("0." + number % 100), "uptime", new FactValue.Whole(number));
    }

    private List<Item> packageItems() {
        Random random = new Random(number);
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < packages; i++) {
            String version = "1." + i % 30 + "." + random.nextInt(VERSIONS) + "-1.el9";
            items.add(new Item("sim-" + i, Optional.of(version), Map.of("arch", "x86_64")));
        }
        return items;
    }

    /** About as many for so many packages as on a real node. */
    private List<Item> services() {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < packages * 2 / 15; i++) {
            String state = (number + i) % 3 == 0 ? "stopped" : "running";
            items.add(new Item("sim-" + i + ".service", Optional.empty(), Map.of("state", state)));
        }
        return items;
    }
}
