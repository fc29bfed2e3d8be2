// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centossrv.persistence.Event;
import io.centossrv.persistence.test.EmbeddedDatabase;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.DomainUnavailable;
import io.centossrv.platform.internal.store.PlatformDatabase;
import io.centossrv.platform.internal.store.PostgresSettingsStore;
import io.centossrv.platform.internal.store.TestDatabases;
import io.centossrv.platform.security.Caller;
import io.centossrv.platform.settings.Setting;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CachedSettingsTest {
    @RegisterExtension
    static final EmbeddedDatabase EMBEDDED = new EmbeddedDatabase();

    private static final Caller BOB = new Caller("bob", Set.of("*"));
    private static final Setting<Duration> TTL =
            Setting.ofDuration("jobs.ttl", Duration.ofMinutes(10), "How long a job waits for a node.");

    private final PlatformDatabase database = TestDatabases.of(EMBEDDED.persistence());
    private final PostgresSettingsStore store = new PostgresSettingsStore(database);
    private final CachedSettings settings = new CachedSettings(store);

    @BeforeEach
    void empty() {
        database.open().inTransaction(transaction -> {
            try (var statement = transaction.connection().createStatement()) {
                return statement.executeUpdate("DELETE FROM settings");
            }
        });
    }

    @Test
    void theDefaultHoldsUntilSomebodySets() {
        assertThat(settings.get(TTL)).isEqualTo(Duration.ofMinutes(10));

        settings.set(BOB, TTL, "PT1H");

        assertThat(settings.get(TTL)).isEqualTo(Duration.ofHours(1));
        assertThat(settings.all()).containsExactly(java.util.Map.entry("jobs.ttl", "PT1H"));
    }

    @Test
    void aChangeIsAnAuditedEvent() throws InterruptedException {
        long before = EMBEDDED.events().newest();
        settings.set(BOB, TTL, "PT2H");

        Event event = awaitEvent(before);
        assertThat(event.topic()).isEqualTo("setting.changed");
        assertThat(event.actor()).isEqualTo("bob");
        assertThat(event.audit()).isTrue();
        assertThat(event.data().replace(" ", "")).isEqualTo("{\"key\":\"jobs.ttl\",\"value\":\"PT2H\"}");
    }

    @Test
    void anotherControlPlaneSeesItWithinASecond() throws InterruptedException {
        CachedSettings other = new CachedSettings(store);
        assertThat(other.get(TTL)).isEqualTo(Duration.ofMinutes(10));
        settings.set(BOB, TTL, "PT3H");

        long deadline = System.nanoTime() + Duration.ofMillis(1500).toNanos();
        while (!other.get(TTL).equals(Duration.ofHours(3)) && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
        assertThat(other.get(TTL)).isEqualTo(Duration.ofHours(3));
    }

    @Test
    void whatIsNoValueIsRefusedAndNothingChanges() {
        assertThatThrownBy(() -> settings.set(BOB, TTL, "soon")).isInstanceOfSatisfying(CentossrvException.class, e -> {
            assertThat(e.code().name()).isEqualTo("setting-invalid");
            assertThat(e.details()).hasSize(1);
        });
        assertThatThrownBy(() -> settings.set(BOB, TTL, "P".repeat(9000))).hasMessageContaining("8192");
        assertThat(settings.all()).isEmpty();
    }

    @Test
    void aStoredTextThatIsNoLongerValidMeansTheDefault() {
        settings.set(BOB, new Setting<>("jobs.ttl", "", "As an older release declared it.", text -> text), "soon");
        assertThat(settings.get(TTL)).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void withoutADatabaseItSaysSo() {
        CachedSettings alone = new CachedSettings(new PostgresSettingsStore(new PlatformDatabase()));
        assertThatThrownBy(() -> alone.get(TTL)).isInstanceOf(DomainUnavailable.class);
    }

    @Test
    void onlyDeclaredSettingsChangeByKey() {
        DeclaredSettings declared = new DeclaredSettings(settings, settings);
        declared.bindDeclaration(() -> List.of(TTL));

        assertThat(declared.set(BOB, "jobs.ttl", "PT5M").value()).isEqualTo("PT5M");
        assertThat(declared.list()).singleElement().satisfies(view -> {
            assertThat(view.set()).isTrue();
            assertThat(view.standard()).contains("PT10M");
        });
        assertThatThrownBy(() -> declared.set(BOB, "no.such", "1"))
                .isInstanceOfSatisfying(
                        CentossrvException.class,
                        e -> assertThat(e.code().name()).isEqualTo("setting-unknown"));
    }

    private static Event awaitEvent(long after) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        List<Event> events = List.of();
        while (events.isEmpty() && System.nanoTime() < deadline) {
            events = EMBEDDED.events().read(after, List.of("setting.*"), 10);
            Thread.sleep(10);
        }
        assertThat(events).hasSize(1);
        return events.get(0);
    }
}
