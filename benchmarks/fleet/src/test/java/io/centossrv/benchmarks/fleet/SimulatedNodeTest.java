// SPDX-License-Identifier: Apache-2.0
package io.centossrv.benchmarks.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.inventory.message.SectionChange;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedNodeTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void nodesDifferAndStayWhatTheyAre() {
        SimulatedNode node = new SimulatedNode(1, 50);
        SimulatedNode other = new SimulatedNode(2, 50);
        assertThat(node.whole(NOW)).isEqualTo(new SimulatedNode(1, 50).whole(NOW));
        for (String section : List.of(SectionChange.FACTS, SimulatedNode.PACKAGE, SimulatedNode.SERVICE)) {
            assertThat(node.section(section)).isNotEqualTo(other.section(section));
        }
        assertThat(node.section(SimulatedNode.PACKAGE).items()).hasSize(50);
    }

    @Test
    void aQuestionChangesNothing() {
        assertThat(new SimulatedNode(1, 50).question(NOW).sections())
                .filteredOn(change -> !change.section().equals(SectionChange.VITALS))
                .hasSize(3)
                .allSatisfy(change -> {
                    assertThat(change.base()).isEqualTo(change.hash()).isNotEmpty();
                    assertThat(change.facts()).isEmpty();
                    assertThat(change.items()).isEmpty();
                });
    }

    @Test
    void keysAreReadAsTheyWereWritten(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("keys");
        AgentKeys.write(3, file);

        assertThat(AgentKeys.read(file)).hasSize(3).doesNotHaveDuplicates().allSatisfy(keys -> {
            assertThat(keys.publicKey()).hasSize(40);
            assertThat(keys.toString()).doesNotContain(keys.secretKey());
        });
    }
}
