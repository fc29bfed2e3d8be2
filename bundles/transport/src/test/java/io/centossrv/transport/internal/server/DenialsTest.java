// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.transport.internal.bus.Await;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class DenialsTest {
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final Denials denials =
            new Denials((address, key, reason, count) -> told.add(address + " " + reason + " " + count));

    @Test
    void tellsOncePerSourceAndSecond() {
        for (int i = 0; i < 1000; i++) {
            denials.deny("10.0.0.1", "", "why");
        }
        denials.deny("10.0.0.2", "", "why");
        assertThat(told).containsExactly("10.0.0.1 why 1", "10.0.0.2 why 1");
        Await.until("the rest is told", () -> {
            denials.flush();
            return told.contains("10.0.0.1 why 999");
        });
        assertThat(told).hasSize(3);
    }

    @Test
    void staysSmallUnderManySources() {
        for (int i = 0; i < 20_000; i++) {
            denials.deny("10.1." + i / 256 + "." + i % 256, "", "why");
        }
        assertThat(told).hasSize(10_001).contains("others why 1");
    }
}
