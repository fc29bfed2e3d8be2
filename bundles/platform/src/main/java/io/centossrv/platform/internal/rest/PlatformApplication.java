// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.rest;

import io.centossrv.platform.internal.plugin.Uploads;
import io.centossrv.platform.internal.settings.DeclaredSettings;
import io.centossrv.platform.internal.status.RunningRelease;
import io.centossrv.platform.internal.status.StatusReport;
import io.centossrv.platform.plugin.PluginAdminService;
import io.centossrv.platform.plugin.PluginService;
import io.centossrv.rest.RestApplication;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The platform's own REST operations. */
@Component
public final class PlatformApplication implements RestApplication {
    private final String version;
    private final Set<Object> resources;

    @Activate
    public PlatformApplication(
            @Reference RunningRelease release,
            @Reference StatusReport status,
            @Reference DeclaredSettings settings,
            @Reference PluginService plugins,
            @Reference PluginAdminService pluginAdmin,
            @Reference Uploads uploads) {
        this.version = release.version();
        this.resources = Set.of(
                new StatusResource(status),
                new SettingsResource(settings),
                new PluginsResource(plugins, pluginAdmin, uploads));
    }

    @Override
    public String domain() {
        return "platform";
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public Set<String> nouns() {
        return Set.of("status", "settings", "plugins");
    }

    @Override
    public Set<Object> resources() {
        return resources;
    }

    @Override
    public String openApi() {
        try (InputStream in = PlatformApplication.class.getResourceAsStream("openapi.yaml")) {
            if (in == null) {
                throw new IllegalStateException("openapi.yaml is not in this bundle");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
