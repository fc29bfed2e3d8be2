// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.inventory.Selection;
import io.centossrv.inventory.internal.store.TargetReference.Machine;
import io.centossrv.inventory.internal.target.Target;
import io.centossrv.inventory.internal.target.TargetGroups;
import io.centossrv.inventory.internal.target.TargetParser;
import io.centossrv.persistence.test.EmbeddedDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Random targets over random nodes: SQL says the same as the reference. */
class TargetPropertyTest {
    @RegisterExtension
    static final EmbeddedDatabase EMBEDDED = new EmbeddedDatabase();

    private static final int TARGETS = Integer.getInteger("centossrv.targets", 2_000);

    @Test
    void selectsWhatTheReferenceSays() {
        long seed = Long.getLong("centossrv.seed", System.nanoTime());
        Random random = new Random(seed);
        InventoryFixture inventory = new InventoryFixture(EMBEDDED);
        RandomFleet fleet = new RandomFleet(inventory, random, 60);
        TargetReference reference = new TargetReference(fleet.groups());
        int selective = 0;
        int undecided = 0;
        for (int i = 0; i < TARGETS; i++) {
            String text = fleet.target(3);
            Target target = TargetParser.parse(text);
            List<String> expected = new ArrayList<>();
            int unknown = 0;
            for (Machine machine : fleet.machines()) {
                Optional<Boolean> truth = reference.of(target, machine);
                truth.filter(value -> value).ifPresent(value -> expected.add(machine.name()));
                unknown += truth.isEmpty() ? 1 : 0;
            }
            Selection selection = inventory.nodes().select(text, TargetGroups.expand(target, fleet.groups()));
            assertThat(selection.nodes().stream()
                            .map(node -> node.name().orElseThrow().value())
                            .toList())
                    .as("seed=%s target=%s", seed, text)
                    .containsExactlyInAnyOrderElementsOf(expected);
            assertThat(selection.unknown())
                    .as("unknown, seed=%s target=%s", seed, text)
                    .isEqualTo(unknown);
            selective += expected.isEmpty() || expected.size() == 60 ? 0 : 1;
            undecided += unknown > 0 ? 1 : 0;
        }
        assertThat(selective).as("targets that tell nodes apart").isGreaterThan(TARGETS / 4);
        assertThat(undecided).as("targets that are unknown for some").isGreaterThan(TARGETS / 4);
    }
}
