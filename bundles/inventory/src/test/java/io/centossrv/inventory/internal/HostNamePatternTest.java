// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostNamePatternTest {
    @ParameterizedTest
    @CsvSource({
        "web*, web1.example.com, true",
        "web*, WEB1, true",
        "web*, myweb1, false",
        "*, anything, true",
        "web?, web1, true",
        "web?, web, false",
        "web?, web12, false",
        "*.example.com, web1.example.com, true",
        "*.example.com, web1.example.org, false",
        "a*b*c, aXbYbZc, true",
        "a*b*c, aXbYbZ, false",
        "web1, web1, true",
        "web1, web1.example.com, false"
    })
    void matchesAsAGlobDoes(String pattern, String hostname, boolean matches) {
        assertThat(new HostNamePattern(pattern).matches(hostname)).isEqualTo(matches);
    }

    @Test
    void refusesWhatIsNoPattern() {
        for (String pattern : new String[] {"", "web 1", "web[12]", "a/b", "x".repeat(254)}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new HostNamePattern(pattern));
        }
    }

    @Test
    void costsLittleWhateverThePattern() {
        HostNamePattern pattern = new HostNamePattern("*a".repeat(126) + "b");
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertThat(pattern.matches("a".repeat(253)))
                .isFalse());
    }

    @Test
    void countsClockOffsetsOfAnySize() {
        Instant now = Instant.parse("2026-03-01T12:00:00Z");
        assertThat(ClockOffset.between(now, now.plusSeconds(90))).isEqualTo(Duration.ofSeconds(90));
        assertThat(ClockOffset.between(now, Instant.MAX)).isEqualTo(Duration.ofDays(36_500));
        assertThat(ClockOffset.between(now, Instant.MIN)).isEqualTo(Duration.ofDays(-36_500));
        assertThat(ClockOffset.isNotable(Duration.ofSeconds(-31))).isTrue();
        assertThat(ClockOffset.isNotable(Duration.ofSeconds(30))).isFalse();
    }
}
