// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.persistence.EventService;
import io.centossrv.persistence.Persistence;
import io.centossrv.persistence.test.EmbeddedDatabase;
import io.centossrv.platform.command.Command;
import io.centossrv.platform.internal.console.KarafShell;
import io.centossrv.platform.internal.plugin.TestFramework;
import io.centossrv.platform.internal.shell.ShellClient;
import io.centossrv.platform.plugin.PluginAdminService;
import io.centossrv.platform.readiness.ReadinessCheck;
import io.centossrv.platform.readiness.ReadinessService;
import io.centossrv.platform.settings.SettingsService;
import io.centossrv.rest.RestApplication;
import io.centossrv.rest.WebSocketEndpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;

/** The bundle itself, as it was built, in a real framework. */
class PlatformBundleTest {
    @RegisterExtension
    static final EmbeddedDatabase EMBEDDED = new EmbeddedDatabase();

    @TempDir
    Path folder;

    private final KarafShell karaf = new KarafShell();
    private TestFramework framework;
    private Bundle platform;

    @BeforeEach
    void start() throws Exception {
        System.setProperty("centossrv.state", folder.resolve("state").toString());
        System.setProperty("karaf.etc", folder.resolve("etc").toString());
        java.nio.file.Files.createDirectories(folder.resolve("state"));
        framework = new TestFramework(folder.resolve("cache"));
        framework
                .install(TestFramework.jar("org.apache.felix.cm.impl.ConfigurationManager"))
                .start();
        context().registerService(SessionFactory.class, karaf.sessions(), null);
        configure();
        platform = context()
                .installBundle("reference:"
                        + TestFramework.jar(StateFolder.class.getName()).toUri());
        platform.start();
    }

    @AfterEach
    void stop() throws Exception {
        framework.close();
        karaf.close();
        System.clearProperty("centossrv.state");
        System.clearProperty("karaf.etc");
    }

    @Test
    void allServicesComeUpWithoutADatabase() {
        List.of(
                        ReadinessService.class,
                        PluginAdminService.class,
                        RestApplication.class,
                        SettingsService.class,
                        WebSocketEndpoint.class)
                .forEach(type -> assertThat(context().getServiceReference(type))
                        .as(type.getName())
                        .isNotNull());
        assertThat(service(ReadinessService.class).missing()).containsExactly(Map.entry("database", "absent"));
        assertThat(service(RestApplication.class).version()).isEqualTo("0.1.0");
        assertThat(states().values()).as("components %s", states()).allMatch(state -> state >= satisfied());
    }

    @Test
    void theShellAnswersOverItsSocket() {
        await(() -> folder.resolve("state/shell.sock").toFile().exists());
        ShellClient.Answer help = ShellClient.run(folder.resolve("state/shell.sock"), "help");
        assertThat(help.code()).isZero();
        assertThat(help.out()).contains("plugin:install", "setting:set", "system:status");

        ShellClient.Answer status = ShellClient.run(folder.resolve("state/shell.sock"), "system:status");
        assertThat(status.code()).isEqualTo(75);
        assertThat(status.out()).contains("State     degraded", "database  absent");

        ShellClient.Answer settings = ShellClient.run(folder.resolve("state/shell.sock"), "setting:list");
        assertThat(settings.code()).isEqualTo(75);
        assertThat(settings.err()).contains("(domain-unavailable)");
    }

    @Test
    void theDatabaseComesAndGoesWithoutAnyComponentGoing() {
        SortedMap<String, Long> before = ids();
        ServiceRegistration<Persistence> persistence =
                context().registerService(Persistence.class, EMBEDDED.persistence(), null);
        ServiceRegistration<EventService> events =
                context().registerService(EventService.class, EMBEDDED.events(), null);
        ServiceRegistration<ReadinessCheck> check =
                context().registerService(ReadinessCheck.class, new DatabaseReady(), null);

        assertThat(service(ReadinessService.class).missing()).isEmpty();
        assertThat(service(SettingsService.class).all()).isEmpty();
        ShellClient.Answer status = ShellClient.run(folder.resolve("state/shell.sock"), "system:status");
        assertThat(status.code()).isZero();
        assertThat(status.out()).contains("embedded");

        check.unregister();
        events.unregister();
        persistence.unregister();
        assertThat(ids()).isEqualTo(before);
        assertThat(service(ReadinessService.class).missing()).containsKey("database");
    }

    @Test
    void aRestartLeavesNothingBehind() throws Exception {
        for (int i = 0; i < 20; i++) {
            platform.stop();
            assertThat(context().getServiceReference(Command.class)).isNull();
            assertThat(folder.resolve("state/shell.sock")).doesNotExist();
            platform.start();
        }
        await(() -> folder.resolve("state/shell.sock").toFile().exists());
        platform.stop();
        await(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().matches("shell-.*|event-stream|plugins")));
        assertThat(karaf.sessions().getRegistry().getCommand("plugin", "list")).isNull();
    }

    private void configure() throws Exception {
        service(ConfigurationAdmin.class)
                .getConfiguration("io.centossrv.platform", null)
                .update(FrameworkUtil.asDictionary(Map.of("ready.needs", "database", "plugin.dev", "true")));
    }

    private BundleContext context() {
        return framework.context();
    }

    private <T> T service(Class<T> type) {
        await(() -> context().getServiceReference(type) != null);
        return context().getService(context().getServiceReference(type));
    }

    private SortedMap<String, Integer> states() {
        SortedMap<String, Integer> states = new TreeMap<>();
        components().forEach((name, configuration) -> states.put(name, configuration.state));
        return states;
    }

    /** Returns the ids of the component instances; another id means that a component went and came. */
    private SortedMap<String, Long> ids() {
        SortedMap<String, Long> ids = new TreeMap<>();
        components().forEach((name, configuration) -> ids.put(name, configuration.id));
        return ids;
    }

    private SortedMap<String, ComponentConfigurationDTO> components() {
        ServiceComponentRuntime runtime = service(ServiceComponentRuntime.class);
        SortedMap<String, ComponentConfigurationDTO> components = new TreeMap<>();
        runtime.getComponentDescriptionDTOs(platform)
                .forEach(description -> runtime.getComponentConfigurationDTOs(description)
                        .forEach(configuration -> components.put(description.name, configuration)));
        return components;
    }

    private static int satisfied() {
        return ComponentConfigurationDTO.SATISFIED;
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited 60 s").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static final class DatabaseReady implements ReadinessCheck {
        @Override
        public String name() {
            return "database";
        }

        @Override
        public Optional<String> obstacle() {
            return Optional.empty();
        }
    }
}
