// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.settings;

import io.centossrv.platform.security.Caller;
import org.osgi.annotation.versioning.ProviderType;

/** Changes settings. Each change is audited and an event {@code setting.changed}. Thread-safe; blocks on the database. */
@ProviderType
public interface SettingsAdminService {
    /**
     * Sets a value for every control plane on this database.
     *
     * @throws io.centossrv.platform.CentossrvException {@code setting-invalid} where the text is no value of the setting
     */
    <T> void set(Caller caller, Setting<T> setting, String text);
}
