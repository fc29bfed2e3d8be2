// SPDX-License-Identifier: Apache-2.0
package io.centossrv.persistence.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centossrv.persistence.test.TestPostgres;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersistenceSettingsTest {
    private static final String URL = "postgresql://cs:x@db.example/centos";

    @Test
    void theEmbeddedDatabaseIsTheDefault() throws IOException {
        PersistenceSettings settings = PersistenceSettings.of(config(Map.of()), Map.of());

        assertThat(settings.external()).isEmpty();
        assertThat(settings.embedded().orElseThrow().home()).isEqualTo(Path.of("/srv/state/postgres"));
        assertThat(settings.poolSize()).isEqualTo(10);
        assertThat(settings.limits().age()).isEqualTo(Duration.ofDays(30));
    }

    @Test
    void aUrlOfTheEnvironmentWinsOverTheFile() throws IOException {
        PersistenceSettings settings = PersistenceSettings.of(
                config(Map.of("url", "postgresql://cs:x@other.example/centos")),
                Map.of(PersistenceSettings.URL_VARIABLE, URL));

        assertThat(settings.embedded()).isEmpty();
        assertThat(settings.external().orElseThrow().host()).isEqualTo("db.example");
    }

    @Test
    void withoutTheEmbeddedOneAUrlIsNeeded() throws IOException {
        PersistenceConfig config = config(Map.of("embedded", false));

        assertThatThrownBy(() -> PersistenceSettings.of(config, Map.of())).hasMessageContaining("url must be set");
    }

    @ParameterizedTest
    @CsvSource({
        "embedded_binaries, /nowhere",
        "embedded_data, relative/path",
        "embedded_data, ''",
        "embedded_user, 'x; y'",
        "events_keep_age, 30 days",
        "audit_keep_age, P1D",
        "url, mysql://x"
    })
    void refusesWhatIsWrong(String key, String value) throws IOException {
        PersistenceConfig config = config(Map.of(key, value));

        assertThatThrownBy(() -> PersistenceSettings.of(config, Map.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"embedded_port, -1", "embedded_port, 65536", "pool_size, 1", "pool_size, 51"})
    void refusesNumbersOutOfBounds(String key, int value) throws IOException {
        PersistenceConfig config = config(Map.of(key, value));

        assertThatThrownBy(() -> PersistenceSettings.of(config, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(key.replace('_', '.'));
    }

    private static PersistenceConfig config(Map<String, Object> values) throws IOException {
        Path binaries = TestPostgres.settings(Path.of("/tmp")).binaries();
        Map<String, Object> all =
                new HashMap<>(Map.of("embedded_binaries", binaries.toString(), "embedded_data", "/srv/state/postgres"));
        all.putAll(values);
        return (PersistenceConfig) Proxy.newProxyInstance(
                PersistenceConfig.class.getClassLoader(),
                new Class<?>[] {PersistenceConfig.class},
                (proxy, method, arguments) -> all.getOrDefault(method.getName(), method.getDefaultValue()));
    }
}
