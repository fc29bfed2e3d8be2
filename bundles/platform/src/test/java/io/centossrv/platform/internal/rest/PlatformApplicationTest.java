// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.persistence.test.EmbeddedDatabase;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorKind;
import io.centossrv.platform.internal.StateFolder;
import io.centossrv.platform.internal.plugin.Uploads;
import io.centossrv.platform.internal.settings.CachedSettings;
import io.centossrv.platform.internal.settings.DeclaredSettings;
import io.centossrv.platform.internal.settings.TestSettings;
import io.centossrv.platform.internal.status.StatusReport;
import io.centossrv.platform.internal.store.PlatformDatabase;
import io.centossrv.platform.internal.store.PostgresSettingsStore;
import io.centossrv.platform.internal.store.TestDatabases;
import io.centossrv.platform.plugin.Plugin;
import io.centossrv.platform.plugin.PluginAdminService;
import io.centossrv.platform.plugin.PluginPlan;
import io.centossrv.platform.plugin.PluginService;
import io.centossrv.platform.readiness.ReadinessService;
import io.centossrv.platform.security.Caller;
import io.centossrv.platform.settings.Setting;
import io.centossrv.rest.RestApplication;
import io.centossrv.rest.test.FakeAuthenticator;
import io.centossrv.rest.test.OpenApiContract;
import io.centossrv.rest.test.RestAnswer;
import io.centossrv.rest.test.RestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class PlatformApplicationTest {
    @RegisterExtension
    static final EmbeddedDatabase EMBEDDED = new EmbeddedDatabase();

    @TempDir
    Path folder;

    private final TreeMap<String, String> parts = new TreeMap<>();
    private final List<String> deeds = new ArrayList<>();
    private RestApplication application;
    private RestServer server;

    @BeforeEach
    void start() throws Exception {
        PlatformDatabase database = TestDatabases.of(EMBEDDED.persistence());
        CachedSettings settings = new CachedSettings(new PostgresSettingsStore(database));
        DeclaredSettings declared = TestSettings.declared(
                settings, Setting.ofInteger("monitoring.days", 14, 1, 90, "How long samples are kept."));
        FakePlugins plugins = new FakePlugins();
        StatusReport status = new StatusReport(() -> "0.1.0", readiness(), database, plugins);
        application = new PlatformApplication(status, declared, plugins, plugins, new Uploads(new StateFolder(folder)));
        server = RestServer.serving(new FakeAuthenticator().grant("t1", "reader", "status:read"), application);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void theOperationsAreThoseOfTheContract() {
        OpenApiContract.verify(application);
    }

    @Test
    void statusSaysHowTheWholeStands() throws Exception {
        parts.put("database", "");
        RestAnswer ready = server.client("t1").get("/api/v1/status");
        assertThat(ready.status()).isEqualTo(200);
        assertThat(ready.json().get("state").asText()).isEqualTo("ready");
        assertThat(ready.json().get("version").asText()).isEqualTo("0.1.0");
        assertThat(ready.json().get("plugins").asInt()).isEqualTo(1);
        assertThat(ready.json().at("/database/embedded").asBoolean()).isTrue();
        assertThat(ready.json().at("/database/advice").asText()).contains("500 nodes");
        assertThat(ready.json().at("/parts/0").toString()).isEqualTo("{\"name\":\"database\",\"ready\":true}");

        parts.put("jobs", "absent");
        RestAnswer degraded = server.client("t1").get("/api/v1/status");
        assertThat(degraded.json().get("state").asText()).isEqualTo("degraded");
        assertThat(degraded.json().at("/parts/1/obstacle").asText()).isEqualTo("absent");
        assertThat(server.anonymous().get("/api/v1/status").status()).isEqualTo(401);
        assertThat(server.client("t1").get("/api/v1/settings").status()).isEqualTo(403);
    }

    @Test
    void settingsAreListedAndSet() throws Exception {
        RestAnswer set = server.admin().put("/api/v1/settings/monitoring.days", "{\"value\":\"30\"}");
        assertThat(set.status()).isEqualTo(200);
        assertThat(set.json().toString())
                .isEqualTo("{\"key\":\"monitoring.days\",\"value\":\"30\",\"set\":true,\"standard\":\"14\","
                        + "\"summary\":\"How long samples are kept.\"}");
        assertThat(server.admin()
                        .get("/api/v1/settings")
                        .json()
                        .at("/items/0/value")
                        .asText())
                .isEqualTo("30");

        RestAnswer wrong = server.admin().put("/api/v1/settings/monitoring.days", "{\"value\":\"900\"}");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.code()).isEqualTo("setting-invalid");
        assertThat(server.admin()
                        .put("/api/v1/settings/no.such", "{\"value\":\"1\"}")
                        .code())
                .isEqualTo("setting-unknown");
        assertThat(server.admin().put("/api/v1/settings/monitoring.days", "{}").status())
                .isBetween(400, 422);
    }

    @Test
    void anArchiveIsKeptOnlyWhileItIsLookedAt() throws Exception {
        assertThat(post("", "kar").status()).isEqualTo(201);
        RestAnswer updated = post("?update=true", "newer");
        assertThat(updated.status()).isEqualTo(200);
        assertThat(updated.json().get("active").asBoolean()).isTrue();
        RestAnswer plan = post("?plan=true&update=true", "planned");
        assertThat(plan.json().at("/install/0").asText()).isEqualTo("t.hello/1.0.0");
        assertThat(server.admin().delete("/api/v1/plugins/hello").status()).isEqualTo(204);
        RestAnswer absent = server.admin().delete("/api/v1/plugins/absent");
        assertThat(absent.status()).isEqualTo(404);
        assertThat(absent.code()).isEqualTo("plugin-not-found");

        assertThat(deeds).containsExactly("install kar", "update newer", "plan planned", "uninstall hello");
        try (var files = Files.list(folder.resolve("plugins/.incoming"))) {
            assertThat(files).isEmpty();
        }
        assertThat(server.admin()
                        .get("/api/v1/plugins")
                        .json()
                        .at("/items/0/id")
                        .asText())
                .isEqualTo("hello");
    }

    private RestAnswer post(String query, String body) throws Exception {
        return server.admin()
                .send(server.admin()
                        .request("/api/v1/plugins" + query)
                        .header("Content-Type", "application/octet-stream")
                        .method("POST", BodyPublishers.ofString(body)));
    }

    private ReadinessService readiness() {
        return new ReadinessService() {
            @Override
            public SortedMap<String, String> missing() {
                SortedMap<String, String> missing = new TreeMap<>(parts);
                missing.values().removeIf(String::isEmpty);
                return missing;
            }

            @Override
            public SortedMap<String, String> parts() {
                return parts;
            }
        };
    }

    /** Writes down what it is asked to do; the real one has a test of its own. */
    private final class FakePlugins implements PluginService, PluginAdminService {
        private final Plugin hello = new Plugin("hello", "1.0.0", List.of("t.hello/1.0.0"), true);

        @Override
        public List<Plugin> list() {
            return List.of(hello);
        }

        @Override
        public Optional<Plugin> find(String id) {
            return list().stream().filter(plugin -> plugin.id().equals(id)).findFirst();
        }

        @Override
        public PluginPlan plan(Path archive) {
            deeds.add("plan " + content(archive));
            return new PluginPlan("hello", "1.0.0", hello.bundles(), List.of(), List.of());
        }

        @Override
        public Plugin install(Caller caller, Path archive) {
            deeds.add("install " + content(archive));
            return hello;
        }

        @Override
        public Plugin update(Caller caller, Path archive) {
            deeds.add("update " + content(archive));
            return hello;
        }

        @Override
        public void uninstall(Caller caller, String id) {
            if (find(id).isEmpty()) {
                throw new CentossrvException(
                        new ErrorCode("plugin-not-found", ErrorKind.NOT_FOUND), "There is no such plugin.");
            }
            deeds.add("uninstall " + id);
        }

        private String content(Path archive) {
            try {
                return Files.readString(archive);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
