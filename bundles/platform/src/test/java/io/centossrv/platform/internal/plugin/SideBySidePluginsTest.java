// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centossrv.persistence.Event;
import io.centossrv.persistence.test.EmbeddedDatabase;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.command.Command;
import io.centossrv.platform.internal.store.AuditTrail;
import io.centossrv.platform.internal.store.TestDatabases;
import io.centossrv.platform.plugin.Plugin;
import io.centossrv.platform.plugin.PluginPlan;
import io.centossrv.platform.security.Caller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;

/** The plugin manager in a real framework with a real database. */
class SideBySidePluginsTest {
    @RegisterExtension
    static final EmbeddedDatabase EMBEDDED = new EmbeddedDatabase();

    private static final Caller BOB = new Caller("bob", Set.of("*"));

    @TempDir
    Path folder;

    private TestFramework framework;
    private SideBySidePlugins plugins;

    @BeforeEach
    void start() throws BundleException {
        framework = new TestFramework(folder.resolve("cache"));
        plugins = manager();
    }

    @AfterEach
    void stop() throws BundleException, InterruptedException {
        plugins.close();
        framework.close();
    }

    @Test
    void anInstalledPluginServesIsListedAndAudited() throws IOException {
        long before = EMBEDDED.events().newest();
        Path archive = archive("1.0.0").write();

        assertThat(plugins.plan(archive))
                .isEqualTo(new PluginPlan("greeter", "1.0.0", List.of("t.greeter/1.0.0"), List.of(), List.of()));
        assertThat(framework.bundles()).isEmpty();

        Plugin plugin = plugins.install(BOB, archive);

        assertThat(plugin).isEqualTo(new Plugin("greeter", "1.0.0", List.of("t.greeter/1.0.0"), true));
        assertThat(plugins.list()).containsExactly(plugin);
        assertThat(framework.bundles()).containsExactly("t.greeter/1.0.0:active");
        assertThat(serving()).isEqualTo("1.0.0");
        Event event = awaitEvent(before, "plugin.installed");
        assertThat(event.actor()).isEqualTo("bob");
        assertThat(event.subject()).isEqualTo("greeter");
        assertThat(event.audit()).isTrue();
        assertCode("plugin-exists", () -> plugins.install(BOB, archive));
    }

    @Test
    void uninstallLeavesNothing() throws IOException {
        plugins.install(BOB, archive("1.0.0").write());
        plugins.uninstall(BOB, "greeter");

        assertNothingLeft();
        assertCode("plugin-not-found", () -> plugins.uninstall(BOB, "greeter"));
    }

    @Test
    void aComponentThatFailsUndoesTheInstallation() throws IOException {
        Path archive = TestArchive.of(
                        folder,
                        "greeter",
                        "1.0.0",
                        new TestBundle("t.ok", "1.0.0"),
                        bundle("1.0.0").failing())
                .write();
        assertCode("plugin-start-failed", () -> plugins.install(BOB, archive));
        assertNothingLeft();
    }

    @Test
    void aComponentThatNobodyAskedForYetIsTriedToo() throws IOException {
        Path archive = TestArchive.of(
                        folder, "greeter", "1.0.0", bundle("1.0.0").delayed().failing())
                .write();
        assertCode("plugin-start-failed", () -> plugins.install(BOB, archive));
        assertNothingLeft();
    }

    @Test
    void aComponentThatWaitsForeverUndoesTheInstallationAndIsNamed() throws IOException {
        Path archive = TestArchive.of(
                        folder, "greeter", "1.0.0", bundle("1.0.0").needing("no.such.Service"))
                .write();
        assertThatThrownBy(() -> plugins.install(BOB, archive)).hasMessageContaining("greeting waits for missing");
        assertNothingLeft();
    }

    @Test
    void whatDoesNotResolveIsRefusedByName() throws IOException {
        Path range = TestArchive.of(
                        folder,
                        "greeter",
                        "1.0.0",
                        bundle("1.0.0").importing("io.centossrv.platform;version=\"[2.0,3)\""))
                .write();
        assertThatThrownBy(() -> plugins.plan(range))
                .isInstanceOfSatisfying(
                        CentossrvException.class, e -> assertThat(e.code()).isEqualTo(PluginErrors.UNRESOLVABLE))
                .hasMessageContaining("t.greeter requires osgi.wiring.package")
                .hasMessageContaining("io.centossrv.platform)");
        Path need = archive("1.0.0")
                .descriptor(
                        "{\"id\":\"greeter\",\"version\":\"1.0.0\",\"needs\":{\"io.centossrv.nothing\":\"[1.0,2)\"},"
                                + "\"parts\":{\"server\":\"greeter\"}}")
                .write();
        assertThatThrownBy(() -> plugins.plan(need)).hasMessageContaining("centossrv-plugin.json requires");
        assertNothingLeft();
    }

    @Test
    void anUpdateLeavesNoMomentWithoutTheService() throws IOException, InterruptedException {
        plugins.install(BOB, archive("1.0.0").write());
        AtomicInteger gaps = new AtomicInteger();
        AtomicInteger calls = new AtomicInteger();
        AtomicBoolean running = new AtomicBoolean(true);
        Thread watcher = new Thread(() -> {
            while (running.get()) {
                calls.incrementAndGet();
                if (framework.context().getServiceReference(Command.class) == null) {
                    gaps.incrementAndGet();
                }
            }
        });
        watcher.start();
        for (int i = 1; i <= 10; i++) {
            assertThat(plugins.update(BOB, archive("1." + i + ".0").write()).version())
                    .isEqualTo("1." + i + ".0");
        }
        running.set(false);
        watcher.join();

        assertThat(gaps).hasValue(0);
        assertThat(calls.get()).isGreaterThan(100);
        assertThat(framework.bundles()).containsExactly("t.greeter/1.10.0:active");
        assertThat(folder.resolve("state/plugins/greeter")).isDirectoryContaining("glob:**/1.10.0");
        assertThat(folder.resolve("state/plugins/greeter/1.9.0")).doesNotExist();
        assertCode("plugin-exists", () -> plugins.update(BOB, archive("1.10.0").write()));
    }

    @Test
    void anUpdateThatFailsLeavesTheOldVersionInCharge() throws IOException {
        plugins.install(BOB, archive("1.0.0").write());
        Path archive = TestArchive.of(
                        folder, "greeter", "1.1.0", bundle("1.1.0").failing())
                .write();

        assertCode("plugin-start-failed", () -> plugins.update(BOB, archive));

        assertThat(plugins.list()).containsExactly(new Plugin("greeter", "1.0.0", List.of("t.greeter/1.0.0"), true));
        assertThat(framework.bundles()).containsExactly("t.greeter/1.0.0:active");
        assertThat(serving()).isEqualTo("1.0.0");
    }

    @Test
    void anUpdateKeepsTheBundlesThatDidNotChange() throws IOException {
        TestBundle library = new TestBundle("t.library", "1.0.0");
        plugins.install(
                BOB,
                TestArchive.of(folder, "greeter", "1.0.0", library, bundle("1.0.0"))
                        .write());
        long before =
                framework.context().getBundle("plugin:greeter/1.0.0/t.library").getBundleId();

        plugins.update(
                BOB,
                TestArchive.of(folder, "greeter", "1.1.0", library, bundle("1.1.0"))
                        .write());

        assertThat(framework.bundles()).containsExactly("t.library/1.0.0:active", "t.greeter/1.1.0:active");
        assertThat(framework.context().getBundle(before).getSymbolicName()).isEqualTo("t.library");
    }

    @Test
    void aDomainOfTheDistributionIsReplacedAndComesBack() throws Exception {
        framework
                .install(domain("0.1.0").write(folder.resolve("domain-0.1.0.jar")))
                .start();
        Path archive =
                TestArchive.of(folder, "inventory", "0.2.0", domain("0.2.0")).write();
        assertCode("plugin-conflict", () -> plugins.install(BOB, archive));

        plugins.update(BOB, archive);
        assertThat(framework.bundles())
                .containsExactly("io.centossrv.inventory/0.1.0:stopped", "io.centossrv.inventory/0.2.0:active");

        plugins.update(
                BOB,
                TestArchive.of(folder, "inventory", "0.3.0", domain("0.3.0")).write());
        assertThat(framework.bundles())
                .containsExactly("io.centossrv.inventory/0.1.0:stopped", "io.centossrv.inventory/0.3.0:active");

        restart(false);
        assertThat(framework.bundles())
                .containsExactly("io.centossrv.inventory/0.1.0:stopped", "io.centossrv.inventory/0.3.0:active");

        restart(true);
        framework.install(folder.resolve("domain-0.1.0.jar")).start();
        await(() -> framework
                .bundles()
                .containsAll(List.of("io.centossrv.inventory/0.3.0:active", "io.centossrv.inventory/0.1.0:stopped")));
        assertThat(serving()).isEqualTo("0.3.0");

        plugins.uninstall(BOB, "inventory");
        assertThat(framework.bundles()).containsExactly("io.centossrv.inventory/0.1.0:active");
    }

    @Test
    void theGroundUnderThePluginsIsNotReplaced() throws Exception {
        framework
                .install(new TestBundle("io.centossrv.rest", "0.1.0").write(folder.resolve("rest.jar")))
                .start();
        Path archive = TestArchive.of(folder, "rest", "0.2.0", new TestBundle("io.centossrv.rest", "0.2.0"))
                .write();
        assertCode("plugin-conflict", () -> plugins.update(BOB, archive));
        assertThat(framework.bundles()).containsExactly("io.centossrv.rest/0.1.0:active");
    }

    @Test
    void namesThatTheGateTrustsAreRefusedAlsoWhileTheyAreFree() throws IOException {
        for (String name : List.of("io.centossrv.rest", "org.apache.felix.http.jetty12")) {
            Path archive = TestArchive.of(folder, "sly", "9.0.0", new TestBundle(name, "9.0.0"))
                    .write();
            assertCode("plugin-conflict", () -> plugins.install(BOB, archive));
        }
        assertThat(framework.bundles()).isEmpty();
    }

    @Test
    void twoPluginsDoNotShareABundle() throws IOException {
        plugins.install(BOB, archive("1.0.0").write());
        Path other = TestArchive.of(folder, "other", "1.0.0", bundle("2.0.0")).write();
        assertCode("plugin-conflict", () -> plugins.install(BOB, other));
    }

    @Test
    void whatACrashLeftIsPutRightAtTheStart() throws Exception {
        plugins.install(BOB, archive("1.0.0").write());
        Path half = bundle("1.1.0").write(folder.resolve("half.jar"));
        plugins.close();
        framework.context().installBundle("plugin:greeter/1.1.0/t.greeter", Files.newInputStream(half));
        framework.context().getBundle("plugin:greeter/1.0.0/t.greeter").uninstall();
        plugins = manager();
        await(() -> framework.bundles().equals(List.of("t.greeter/1.0.0:active")));
        assertThat(plugins.list()).singleElement().matches(Plugin::active);
    }

    private void restart(boolean freshCache) throws Exception {
        plugins.close();
        framework.close();
        framework = new TestFramework(folder.resolve(freshCache ? "fresh" : "cache"));
        plugins = manager();
        await(() -> plugins.list().stream().allMatch(Plugin::active));
    }

    private SideBySidePlugins manager() {
        return new SideBySidePlugins(
                framework.host(),
                new AuditTrail(TestDatabases.of(EMBEDDED.persistence())),
                folder.resolve("state"),
                folder.resolve("etc"),
                true,
                Duration.ofSeconds(1));
    }

    private TestArchive archive(String version) throws IOException {
        return TestArchive.of(folder, "greeter", version, bundle(version));
    }

    private static TestBundle bundle(String version) {
        return new TestBundle("t.greeter", version);
    }

    private static TestBundle domain(String version) {
        return new TestBundle("io.centossrv.inventory", version);
    }

    private String serving() {
        ServiceReference<Command> reference = framework.context().getServiceReference(Command.class);
        assertThat(framework.context().getService(reference).execute(null)).isEqualTo(42);
        return reference.getBundle().getVersion().toString();
    }

    private void assertNothingLeft() {
        assertThat(framework.bundles()).isEmpty();
        assertThat(plugins.list()).isEmpty();
        assertThat(framework.context().getServiceReference(Command.class)).isNull();
        assertThat(folder.resolve("state/plugins/greeter")).doesNotExist();
        assertThat(TestFramework.isEmpty(folder.resolve("state/plugins/.incoming")))
                .isTrue();
    }

    private static void assertCode(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        CentossrvException.class,
                        e -> assertThat(e.code().name()).as(e.getMessage()).isEqualTo(code));
    }

    private static Event awaitEvent(long after, String topic) {
        await(() -> !EMBEDDED.events().read(after, List.of(topic), 1).isEmpty());
        return EMBEDDED.events().read(after, List.of(topic), 1).get(0);
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited 60 s").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
