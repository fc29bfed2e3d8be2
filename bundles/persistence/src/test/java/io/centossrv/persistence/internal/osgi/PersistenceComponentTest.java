// SPDX-License-Identifier: Apache-2.0
package io.centossrv.persistence.internal.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.persistence.Database;
import io.centossrv.persistence.EventDraft;
import io.centossrv.persistence.EventService;
import io.centossrv.persistence.Persistence;
import io.centossrv.persistence.Schema;
import io.centossrv.persistence.internal.PersistenceConfig;
import io.centossrv.persistence.internal.postgres.EmbeddedSettings;
import io.centossrv.persistence.test.TestPostgres;
import io.centossrv.platform.command.Command;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

class PersistenceComponentTest {
    private final Map<Class<?>, Object> services = new ConcurrentHashMap<>();
    private Path home;

    @BeforeEach
    void makeFolder() throws IOException {
        home = Files.createTempDirectory("centossrv-postgres-");
    }

    @AfterEach
    void removeFolder() {
        TestPostgres.delete(home);
    }

    @Test
    void registersItsServicesOnceTheDatabaseAnswersAndTakesThemBack() throws Exception {
        PersistenceComponent component = new PersistenceComponent(bundle(), config());
        CountDownLatch told = new CountDownLatch(1);
        component.bindListener(newest -> {
            throw new IllegalStateException("a broken listener");
        });
        component.bindListener(newest -> told.countDown());
        try {
            await(() ->
                    services.containsKey(Command.class) && component.obstacle().isEmpty());
            Persistence persistence = (Persistence) services.get(Persistence.class);
            assertThat(persistence.embedded()).isTrue();
            assertThat(component.name()).isEqualTo("database");

            Database database = persistence.open(new Schema("shop", List.of()));
            database.inTransaction(tx -> {
                tx.emit(new EventDraft("item.made", "1", "test", true, "{}"));
                return 1;
            });
            assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(((EventService) services.get(EventService.class)).newest())
                    .isEqualTo(1);
        } finally {
            component.stop();
        }

        assertThat(services).isEmpty();
        assertThat(home.resolve("cluster/postmaster.pid")).doesNotExist();
    }

    @Test
    void isNotReadyAndTriesAgainWhileTheDatabaseCannotBeStarted() throws Exception {
        Path cluster = Files.createDirectories(home.resolve("cluster"));
        Files.writeString(home.resolve("cluster/PG_VERSION"), "9\n");
        PersistenceComponent component = new PersistenceComponent(bundle(), config());
        try {
            assertThat(component.obstacle()).contains("starting");
            Files.delete(cluster.resolve("PG_VERSION"));
            Files.delete(cluster);

            await(() -> component.obstacle().isEmpty());
        } finally {
            component.stop();
        }
    }

    private BundleContext bundle() {
        return (BundleContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {BundleContext.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("registerService");
                    Class<?> type = (Class<?>) arguments[0];
                    services.put(type, arguments[1]);
                    return registration(type);
                });
    }

    private Object registration(Class<?> type) {
        return Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ServiceRegistration.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("unregister");
                    services.remove(type);
                    return null;
                });
    }

    private PersistenceConfig config() throws IOException {
        EmbeddedSettings settings = TestPostgres.settings(home);
        Map<String, Object> values = Map.of(
                "embedded_binaries", settings.binaries().toString(),
                "embedded_data", home.toString(),
                "embedded_user", settings.user().orElse(""));
        return (PersistenceConfig) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {PersistenceConfig.class},
                (proxy, method, arguments) -> values.getOrDefault(method.getName(), method.getDefaultValue()));
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            Thread.sleep(20);
        }
    }
}
