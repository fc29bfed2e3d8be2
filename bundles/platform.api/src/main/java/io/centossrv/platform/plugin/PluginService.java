// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.plugin;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Reads which plugins are installed. Thread-safe. */
@ProviderType
public interface PluginService {
    /** Returns the installed plugins by id. */
    List<Plugin> list();

    /** Returns one plugin. */
    Optional<Plugin> find(String id);
}
