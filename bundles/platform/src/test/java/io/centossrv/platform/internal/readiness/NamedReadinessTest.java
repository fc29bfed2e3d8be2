// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.readiness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centossrv.platform.readiness.ReadinessCheck;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NamedReadinessTest {
    @Test
    void whatIsNeededAndAbsentIsMissing() {
        NamedReadiness readiness = new NamedReadiness("database, rest ,");
        readiness.bindCheck(check("database", ""));
        readiness.bindCheck(check("jobs", "starting"));

        assertThat(readiness.parts())
                .containsExactlyEntriesOf(
                        new java.util.TreeMap<>(Map.of("database", "", "jobs", "starting", "rest", "absent")));
        assertThat(readiness.missing()).containsOnlyKeys("jobs", "rest");
    }

    @Test
    void aPartIsReadyAsSoonAsOneOfItsVersionsIs() {
        NamedReadiness readiness = new NamedReadiness("inventory");
        ReadinessCheck fresh = check("inventory", "migrating");
        readiness.bindCheck(check("inventory", ""));
        readiness.bindCheck(fresh);
        assertThat(readiness.missing()).isEmpty();
        readiness.unbindCheck(fresh);
        assertThat(readiness.missing()).isEmpty();
    }

    @Test
    void aCheckThatFailsIsAnObstacleOfItsPartAlone() {
        NamedReadiness readiness = new NamedReadiness("a");
        readiness.bindCheck(check("a", ""));
        readiness.bindCheck(new ReadinessCheck() {
            @Override
            public String name() {
                return "b";
            }

            @Override
            public Optional<String> obstacle() {
                throw new IllegalStateException("broken");
            }
        });
        assertThat(readiness.missing()).containsOnly(Map.entry("b", "its check failed"));
    }

    @Test
    void withoutNamesItDoesNotStart() {
        assertThatThrownBy(() -> new NamedReadiness(" ")).hasMessageContaining("ready.needs");
    }

    private static ReadinessCheck check(String name, String obstacle) {
        return new ReadinessCheck() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Optional<String> obstacle() {
                return Optional.of(obstacle).filter(text -> !text.isEmpty());
            }
        };
    }
}
