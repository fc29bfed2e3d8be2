// SPDX-License-Identifier: Apache-2.0
package io.centossrv.persistence.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {
    @Test
    void readsAUrlAsPostgresqlWritesIt() {
        DatabaseAddress address =
                DatabaseAddress.parse("postgresql://cs:p%40ss+word@db.example:5433/centos?sslmode=verify-full");

        assertThat(address)
                .isEqualTo(new DatabaseAddress(
                        "db.example", 5433, "centos", "cs", "p@ss+word", Map.of("sslmode", "verify-full")));
        assertThat(address.jdbcUrl()).isEqualTo("jdbc:postgresql://db.example:5433/centos");
    }

    @Test
    void readsAUrlAsTheDriverWritesIt() {
        DatabaseAddress address = DatabaseAddress.parse("jdbc:postgresql://[::1]/centos?user=cs&password=x");

        assertThat(address.host()).isEqualTo("[::1]");
        assertThat(address.port()).isEqualTo(5432);
        assertThat(address.user()).isEqualTo("cs");
        assertThat(address.properties()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mysql://a:hunter2@b/c",
                "postgresql://a:hunter2@b",
                "postgresql://b/c?password=hunter2",
                "postgresql://a:hunter2@b/c;drop",
                "postgresql://a:hunter2@b b/c",
                "postgresql://a:hunter2@b/Upper"
            })
    void refusesWhatItCannotReadAndNeverQuotesThePassword(String url) {
        assertThatThrownBy(() -> DatabaseAddress.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(e -> assertThat(e.toString()).doesNotContain("hunter2"));
    }

    @Test
    void thePasswordIsNotInItsText() {
        assertThat(DatabaseAddress.parse("postgresql://cs:hunter2@h/centos")).hasToString("h:5432/centos");
    }

    @Test
    void eachRoleHasAPasswordOfItsOwnThatFollowsFromTheOwners() {
        DatabaseAddress one = DatabaseAddress.parse("postgresql://cs:x@h/centos");
        DatabaseAddress same = DatabaseAddress.parse("postgresql://cs:x@other-name-of-h/centos");
        DatabaseAddress other = DatabaseAddress.parse("postgresql://cs:y@h/centos");

        assertThat(Role.RUN.password(one)).isEqualTo(Role.RUN.password(same)).isNotEqualTo(Role.AUDIT.password(one));
        assertThat(Role.RUN.password(one))
                .isNotEqualTo(Role.RUN.password(other))
                .hasSize(43);
        assertThat(Role.RUN.user(one)).isEqualTo("centos_run");
    }
}
