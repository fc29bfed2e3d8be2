// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.plugin;

import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.plugin.PluginPlan;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an archive changes among the bundles that are there.
 *
 * @param added bundles of the archive that are not there yet
 * @param kept bundles of the plugin's version before that the archive has unchanged
 * @param removed bundles of the plugin's version before that go
 * @param displaced bundles of the distribution that are stopped while the plugin is there
 * @param refreshed bundles of others that are wired to those that go
 */
record Change(
        PluginArchive archive,
        List<BundleFile> added,
        List<HostedBundle> kept,
        List<HostedBundle> removed,
        List<HostedBundle> displaced,
        List<HostedBundle> refreshed) {
    /** The ground under the plugins: replaced with the distribution, never by a plugin. */
    private static final Set<String> PLATFORM = Set.of(
            "io.centossrv.platform",
            "io.centossrv.rest",
            "io.centossrv.persistence",
            "io.centossrv.transport",
            "io.centossrv.blobs",
            "io.centossrv.pki");

    /** The gate before the web server knows these two by name, also while no such bundle is there. */
    private static final Set<String> RESERVED = Set.of("io.centossrv.rest", "org.apache.felix.http.jetty12");

    /** Works out the change; {@code plugin-conflict} where a bundle belongs to somebody else. */
    static Change of(PluginArchive archive, BundleHost host) {
        String id = archive.descriptor().id();
        List<HostedBundle> present = host.bundles();
        List<HostedBundle> before = present.stream().filter(b -> b.ofPlugin(id)).toList();
        for (BundleFile file : archive.server()) {
            if (RESERVED.contains(file.name())) {
                throw conflict(file, "has a name that the platform trusts");
            }
            present.stream().filter(b -> b.name().equals(file.name())).forEach(b -> requireOurs(id, file, b));
        }
        List<HostedBundle> kept = before.stream()
                .filter(b -> archive.server().stream().anyMatch(b::is))
                .toList();
        List<HostedBundle> removed =
                before.stream().filter(b -> !kept.contains(b)).toList();
        List<HostedBundle> displaced = displaced(archive, present);
        return new Change(
                archive,
                archive.server().stream()
                        .filter(file -> kept.stream().noneMatch(b -> b.is(file)))
                        .toList(),
                kept,
                removed,
                displaced,
                host.dependents(removed));
    }

    /** Returns the bundles of the distribution whose place an archive takes. */
    static List<HostedBundle> displaced(PluginArchive archive, List<HostedBundle> present) {
        Set<String> names = archive.server().stream().map(BundleFile::name).collect(Collectors.toSet());
        return present.stream()
                .filter(b -> !b.ofPlugin() && names.contains(b.name()))
                .toList();
    }

    List<HostedBundle> predecessors() {
        return Stream.concat(removed.stream(), displaced.stream()).toList();
    }

    /** Returns the packages that the bundles which are replaced may import, so that their successors may. */
    Set<String> inheritedImports() {
        return displaced.stream().flatMap(b -> b.imports().stream()).collect(Collectors.toSet());
    }

    PluginPlan plan() {
        return new PluginPlan(
                archive.descriptor().id(),
                archive.descriptor().version(),
                added.stream().map(BundleFile::label).toList(),
                predecessors().stream().map(HostedBundle::label).toList(),
                refreshed.stream().map(HostedBundle::label).toList());
    }

    private static void requireOurs(String id, BundleFile file, HostedBundle present) {
        if (present.ofPlugin(id)) {
            return;
        }
        if (present.ofPlugin()) {
            throw conflict(file, "belongs to another plugin");
        }
        boolean domain = present.name().startsWith("io.centossrv.") && !present.exports();
        if (!domain || PLATFORM.contains(present.name())) {
            throw conflict(file, "belongs to the platform and is no domain");
        }
        if (present.is(file)) {
            throw conflict(file, "is in the distribution in this very version; raise the version");
        }
    }

    private static CentossrvException conflict(BundleFile file, String why) {
        return new CentossrvException(
                PluginErrors.CONFLICT, "A bundle of the archive " + why + ". bundle=" + file.label());
    }
}
