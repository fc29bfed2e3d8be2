// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.plugin;

import java.util.List;

/**
 * A plugin as it is installed.
 *
 * @param id lower-case with hyphens, such as {@code hello}
 * @param version the newest version installed: that one is in charge
 * @param bundles symbolic names with versions, {@code name/version}, in the order of installation: the plugin's region
 * @param active whether all bundles are active
 */
public record Plugin(String id, String version, List<String> bundles, boolean active) {
    public Plugin {
        bundles = List.copyOf(bundles);
    }
}
