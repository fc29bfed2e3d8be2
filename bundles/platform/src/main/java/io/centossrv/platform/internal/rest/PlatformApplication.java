// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.rest;

import io.centossrv.platform.internal.plugin.Uploads;
import io.centossrv.platform.internal.settings.DeclaredSettings;
import io.centossrv.platform.internal.status.StatusReport;
import io.centossrv.platform.plugin.PluginAdminService;
import io.centossrv.platform.plugin.PluginService;
import io.centossrv.rest.BundledRestApplication;
import io.centossrv.rest.RestApplication;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The platform's own REST operations. */
@Component(service = RestApplication.class)
public final class PlatformApplication extends BundledRestApplication {
    @Activate
    public PlatformApplication(
            @Reference StatusReport status,
            @Reference DeclaredSettings settings,
            @Reference PluginService plugins,
            @Reference PluginAdminService pluginAdmin,
            @Reference Uploads uploads) {
        super(
                "platform",
                Set.of("status", "settings", "plugins"),
                Set.of(
                        new StatusResource(status),
                        new SettingsResource(settings),
                        new PluginsResource(plugins, pluginAdmin, uploads)));
    }
}
