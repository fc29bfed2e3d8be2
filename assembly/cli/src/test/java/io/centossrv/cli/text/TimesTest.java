// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
    private static final Instant NOW = Instant.parse("2026-11-20T13:05:11Z");
    private final Times times = new Times(Clock.fixed(NOW, ZoneOffset.ofHoursMinutes(5, 30)));

    @Test
    void showsLocalTimeWithOffsetAndAge() {
        assertThat(times.show(NOW.minusSeconds(90))).isEqualTo("2026-11-20 18:33:41 +05:30 (1 min ago)");
    }

    @ParameterizedTest
    @CsvSource({"PT0.5S, now", "PT59S, 59 s ago", "PT47H, 47 h ago", "PT48H, 2 d ago", "PT-2H, in 2 h"})
    void showsAges(String ago, String shown) {
        assertThat(times.age(NOW.minus(Duration.parse(ago)))).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "30s, PT30S", "5m, PT5M", "2h, PT2H", "1d, PT24H", "PT90S, PT1M30S", "2H, PT2H"})
    void readsSpans(String typed, String span) {
        assertThat(Spans.parse(typed)).isEqualTo(Duration.parse(span));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "m", "0s", "-5s", "PT0S", "PT-1S", "1.5h", "99999999999s"})
    void refusesWhatIsNoSpan(String typed) {
        assertThatThrownBy(() -> Spans.parse(typed)).isInstanceOf(IllegalArgumentException.class);
    }
}
