// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor.pause;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PauseTest {
    private static final Instant SINCE = Instant.parse("2026-03-01T10:00:00Z");
    private static final Pause TWO_HOURS =
            new Pause("", SINCE, SINCE.plus(Duration.ofHours(2)), "boot-1", Duration.ofMinutes(30));

    @TempDir
    Path folder;

    private static NodeTime at(Duration later, String boot, Duration uptime) {
        return new NodeTime(SINCE.plus(later), boot, uptime);
    }

    @Test
    void endsByItself() {
        assertThat(TWO_HOURS.left(at(Duration.ofHours(1), "boot-1", Duration.ofMinutes(90))))
                .contains(Duration.ofHours(1));
        assertThat(TWO_HOURS.left(at(Duration.ofHours(2), "boot-1", Duration.ofMinutes(150))))
                .isEmpty();
    }

    @Test
    void aClockThatIsSetChangesNothing() {
        for (Duration jump : new Duration[] {Duration.ofDays(400), Duration.ofDays(-400), Duration.ZERO}) {
            assertThat(TWO_HOURS.left(at(jump, "boot-1", Duration.ofMinutes(90))))
                    .contains(Duration.ofHours(1));
            assertThat(TWO_HOURS.left(at(jump, "boot-1", Duration.ofMinutes(151))))
                    .isEmpty();
        }
    }

    @Test
    void lastsOverAReboot() {
        assertThat(TWO_HOURS.left(at(Duration.ofMinutes(90), "boot-2", Duration.ofMinutes(3))))
                .contains(Duration.ofMinutes(30));
        assertThat(TWO_HOURS.left(at(Duration.ofMinutes(121), "boot-2", Duration.ofMinutes(3))))
                .isEmpty();
        // A clock that lost its battery shows 1970: it ends at the latest two hours after the boot.
        Duration before = Duration.ofDays(-20_000);
        assertThat(TWO_HOURS.left(at(before, "boot-2", Duration.ofMinutes(90)))).contains(Duration.ofMinutes(30));
        assertThat(TWO_HOURS.left(at(before, "boot-2", Duration.ofHours(2)))).isEmpty();
    }

    @Test
    void aDamagedFileCountsForADay() throws Exception {
        Clock clock = Clock.fixed(Instant.now(), ZoneOffset.UTC);
        PauseFile file = new PauseFile(folder.resolve("journal"), clock);
        assertThat(file.lasting()).isEmpty();
        Path path = Files.writeString(folder.resolve("pause.json"), "{\"reason\":");
        assertThat(file.lasting().orElseThrow().pause().reason()).contains("damaged");
        Files.setLastModifiedTime(path, FileTime.from(clock.instant().minus(Duration.ofDays(2))));
        assertThat(file.lasting()).isEmpty();
        file.begin(Duration.ofHours(1), "again");
        assertThat(file.lasting().orElseThrow().pause().reason()).isEqualTo("again");
        assertThat(file.end()).isTrue();
        assertThat(file.end()).isFalse();
    }
}
