// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.plugin;

import io.centossrv.platform.internal.version.Release;
import java.util.Set;

/**
 * A bundle in the framework, at one moment.
 *
 * @param id the framework's number
 * @param location where it was installed from; those of plugins start with {@link #PREFIX}
 * @param active whether it runs
 * @param exports whether it exports packages
 * @param imports the packages that it imports
 */
public record HostedBundle(
        long id, String name, Release version, String location, boolean active, boolean exports, Set<String> imports) {
    /** How the locations of plugins' bundles begin: {@code plugin:<id>/<version>/<name>}. */
    public static final String PREFIX = "plugin:";

    public HostedBundle {
        imports = Set.copyOf(imports);
    }

    static String location(PluginDescriptor descriptor, BundleFile bundle) {
        return PREFIX + descriptor.id() + "/" + descriptor.version() + "/" + bundle.name();
    }

    /** Tells whether a plugin brought it. */
    boolean ofPlugin() {
        return location.startsWith(PREFIX);
    }

    boolean ofPlugin(String plugin) {
        return location.startsWith(PREFIX + plugin + "/");
    }

    /** Tells whether it is the very bundle of the file. */
    boolean is(BundleFile file) {
        return name.equals(file.name()) && version.equals(file.version());
    }

    String label() {
        return name + "/" + version;
    }
}
