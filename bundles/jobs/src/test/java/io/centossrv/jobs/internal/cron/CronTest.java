// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTest {
    private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");

    private static List<String> times(String line, String zone, String after, int count) {
        List<String> times = new ArrayList<>();
        Instant last = Instant.parse(after);
        for (int i = 0; i < count; i++) {
            last = Cron.parse(line).next(last, ZoneId.of(zone)).orElseThrow();
            times.add(last.atZone(ZoneId.of(zone)).toOffsetDateTime().toString());
        }
        return times;
    }

    @ParameterizedTest
    @CsvSource({
        "'* * * * *', 2026-03-01T10:00:00Z, 2026-03-01T10:01Z",
        "'* * * * *', 2026-03-01T10:00:30Z, 2026-03-01T10:01Z",
        "'*/15 * * * *', 2026-03-01T10:46:00Z, 2026-03-01T11:00Z",
        "'5-20/5,50 3 * * *', 2026-03-01T03:20:00Z, 2026-03-01T03:50Z",
        "'0 3 31 * *', 2026-04-01T00:00:00Z, 2026-05-31T03:00Z",
        "'0 0 29 feb *', 2097-01-01T00:00:00Z, 2104-02-29T00:00Z",
        "'0 12 * * mon-fri', 2026-03-06T12:00:00Z, 2026-03-09T12:00Z",
        "'0 12 * * 7', 2026-03-02T12:00:00Z, 2026-03-08T12:00Z",
        "'0 12 13 * 5', 2026-03-01T12:00:00Z, 2026-03-06T12:00Z",
        "'0 12 */10 * 5', 2026-03-01T12:00:00Z, 2026-05-01T12:00Z",
        "'@monthly', 2026-03-01T00:00:00Z, 2026-04-01T00:00Z",
    })
    void theNextTime(String line, String after, String next) {
        assertThat(times(line, "UTC", after, 1)).containsExactly(next);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "* * * *",
                "* * * * * *",
                "60 * * * *",
                "* 24 * * *",
                "* * 0 * *",
                "* * * 13 *",
                "* * * * 8",
                "*/0 * * * *",
                "5-1 * * * *",
                "a * * * *",
                "1,,2 * * * *",
                "-1 * * * *",
                "0 0 30 2 *",
                "@reboot",
                "1/ * * * *"
            })
    void refusesWhatIsNoLine(String line) {
        assertThatThrownBy(() -> Cron.parse(line)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFixedTimeThatIsSkippedInSpringRunsOnceAtTheEndOfTheGap() {
        assertThat(times("30 2 * * *", "America/Chicago", "2026-03-07T00:00:00Z", 3))
                .containsExactly("2026-03-07T02:30-06:00", "2026-03-08T03:00-05:00", "2026-03-09T02:30-05:00");
        assertThat(times("15,45 2 * * *", "America/Chicago", "2026-03-07T21:00:00Z", 2))
                .as("one run for both")
                .containsExactly("2026-03-08T03:00-05:00", "2026-03-09T02:15-05:00");
    }

    @Test
    void aFixedTimeThatComesTwiceInAutumnRunsTheFirstTime() {
        assertThat(times("30 1 * * *", "America/Chicago", "2026-10-31T00:00:00Z", 3))
                .containsExactly("2026-10-31T01:30-05:00", "2026-11-01T01:30-05:00", "2026-11-02T01:30-06:00");
    }

    @Test
    void aLineForEachHourGoesByTheTimeThatPasses() {
        assertThat(times("30 * * * *", "America/Chicago", "2026-03-08T07:00:00Z", 3))
                .containsExactly("2026-03-08T01:30-06:00", "2026-03-08T03:30-05:00", "2026-03-08T04:30-05:00");
        assertThat(times("30 * * * *", "America/Chicago", "2026-11-01T05:45:00Z", 4))
                .containsExactly(
                        "2026-11-01T01:30-05:00",
                        "2026-11-01T01:30-06:00",
                        "2026-11-01T02:30-06:00",
                        "2026-11-01T03:30-06:00");
    }

    @Test
    void aZoneThatSkipsADaySkipsItsRuns() {
        assertThat(times("0 12 * * *", "Pacific/Apia", "2011-12-29T00:00:00Z", 2))
                .as("a skipped day ends as it begins")
                .containsExactly("2011-12-29T12:00-10:00", "2011-12-31T00:00+14:00");
    }

    @Test
    void neverGoesBack() {
        Instant last = Instant.parse("2026-01-01T00:00:00Z");
        Cron cron = Cron.parse("*/7 1-3 * * *");
        while (last.isBefore(Instant.parse("2026-12-31T00:00:00Z"))) {
            Instant next = cron.next(last, CHICAGO).orElseThrow();
            assertThat(next).isAfter(last);
            last = next;
        }
    }
}
