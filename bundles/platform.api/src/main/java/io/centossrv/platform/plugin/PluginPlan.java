// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.plugin;

import java.util.List;

/**
 * What an installation or update would do, found out on a copy of the wiring; nothing was changed.
 *
 * @param id the plugin's id
 * @param version the version in the archive
 * @param install bundles that would be added, {@code name/version}
 * @param remove bundles that would go once the new ones serve
 * @param refresh bundles that would be stopped and wired anew, ours and others'
 */
public record PluginPlan(String id, String version, List<String> install, List<String> remove, List<String> refresh) {
    public PluginPlan {
        install = List.copyOf(install);
        remove = List.copyOf(remove);
        refresh = List.copyOf(refresh);
    }
}
