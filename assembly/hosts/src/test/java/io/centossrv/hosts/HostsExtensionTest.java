// SPDX-License-Identifier: Apache-2.0
package io.centossrv.hosts;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class HostsExtensionTest {
    private static final List<String> MISSING = List.of("ip: apt-get install iproute2", "root: run the tests as root");

    @Test
    void leavesTestsOutWithTheListOfWhatIsMissing() {
        assertThatThrownBy(() -> HostsExtension.requireNothingMissing(MISSING, false))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("iproute2")
                .hasMessageContaining("root");
    }

    @Test
    void failsThemOnCi() {
        assertThatThrownBy(() -> HostsExtension.requireNothingMissing(MISSING, true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("iproute2");
    }

    @Test
    void lacksNothingWhereNothingIsMissing() {
        assertThatCode(() -> HostsExtension.requireNothingMissing(List.of(), true))
                .doesNotThrowAnyException();
    }
}
