// SPDX-License-Identifier: Apache-2.0
package io.centossrv.benchmarks.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedNodeTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void nodesDifferAndStayWhatTheyAre() {
        assertThat(new SimulatedNode(1, 50).report(NOW)).isEqualTo(new SimulatedNode(1, 50).report(NOW));
        assertThat(new SimulatedNode(1, 50).report(NOW).facts())
                .isNotEqualTo(new SimulatedNode(2, 50).report(NOW).facts())
                .hasSize(55);
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
