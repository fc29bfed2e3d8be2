// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.settings;

import java.util.SortedMap;
import org.osgi.annotation.versioning.ProviderType;

/** Reads settings. Thread-safe; answers from a copy in memory that is at most one second old. */
@ProviderType
public interface SettingsService {
    /** Returns the value that holds: what was set, else the default. */
    <T> T get(Setting<T> setting);

    /** Returns what was set, key to text; settings that have their default are not in it. */
    SortedMap<String, String> all();
}
