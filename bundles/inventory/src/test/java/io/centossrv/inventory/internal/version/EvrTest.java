// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvrTest {
    @Test
    void readsWhatRpmShows() {
        assertThat(Evr.parse("1:3.0.7-27.el9")).contains(new Evr(1, "3.0.7", Optional.of("27.el9")));
        assertThat(Evr.parse("3.0.7")).contains(new Evr(0, "3.0.7", Optional.empty()));
        assertThat(Evr.parse("4294967295:1")).isPresent();
        assertThat(Evr.parse("0:1-2").orElseThrow()).hasToString("1-2");
        assertThat(Evr.parse("1:1-2").orElseThrow()).hasToString("1:1-2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ":1", "a:1", "1:", "1-", "-1", "1-2-3", "1:2:3", "4294967296:1", "99999999999:1", "1 2"})
    void refusesWhatIsNoVersion(String text) {
        assertThat(Evr.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1:1.0-1, 2.0-1, 1", "1.0-1, 1.0-2, -1", "1.0, 1.0-2, 0", "1.0~rc1-1, 1.0-1, -1", "1.0^git1-1, 1.0-1, 1"
    })
    void comparesAsRpm(String one, String other, int sign) {
        Evr left = Evr.parse(one).orElseThrow();
        Evr right = Evr.parse(other).orElseThrow();
        assertThat(Integer.signum(left.compareWith(right))).isEqualTo(sign);
        assertThat(Integer.signum(right.compareWith(left))).isEqualTo(-sign);
    }

    @Test
    void hasEachReleaseOfAVersionBetweenItsBounds() {
        Evr any = Evr.parse("1:3.0.7").orElseThrow();
        for (String release : new String[] {"0", "27.el9", "~1", "999999999999", "zzz"}) {
            byte[] key = Evr.parse("1:3.0.7-" + release).orElseThrow().lowest();
            assertThat(Arrays.compareUnsigned(any.lowest(), key)).as(release).isNegative();
            assertThat(Arrays.compareUnsigned(key, any.above())).as(release).isNegative();
        }
        byte[] newer = Evr.parse("1:3.0.7.1-0").orElseThrow().lowest();
        assertThat(Arrays.compareUnsigned(any.above(), newer)).isNegative();
    }
}
