// SPDX-License-Identifier: Apache-2.0
package io.centossrv.config.internal.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HostPatternsTest {
    @Test
    void saysAnsiblesPatternsInTheLanguageOfTargets() {
        assertThat(target("all")).isEqualTo("(all)");
        assertThat(target("*")).isEqualTo("(*)");
        assertThat(target("web1,db*")).isEqualTo("(web1 or db*)");
        assertThat(target("web*:!web2")).isEqualTo("(web*) and not web2");
        assertThat(target("!web2:web*")).isEqualTo("(web*) and not web2");
        assertThat(target("!web2")).isEqualTo("all and not web2");
        assertThat(target("web*:&*.prod")).isEqualTo("(web*) and *.prod");
        assertThat(target("web1", "web2")).isEqualTo("(web1 or web2)");
        assertThat(target("WEB1")).isEqualTo("(web1)");
    }

    @Test
    void knowsWhichAreNames() {
        assertThat(HostPatterns.of(List.of("web1:!db1:&x*:all")).names()).containsExactly("web1", "db1");
    }

    @Test
    void refusesWhatItCantSay() {
        assertThat(HostPatterns.of(List.of("web[1:3]")).refused()).isNotEmpty();
        assertThat(HostPatterns.of(List.of("~web.*")).refused())
                .singleElement()
                .asString()
                .contains("regular");
        assertThat(HostPatterns.of(List.of("web1 or (db1)")).refused()).hasSize(1);
        assertThat(HostPatterns.of(List.of("not")).refused()).hasSize(1);
        assertThat(HostPatterns.of(List.of("or")).target()).isEmpty();
    }

    private static String target(String... hosts) {
        return HostPatterns.of(List.of(hosts)).target().orElseThrow();
    }
}
