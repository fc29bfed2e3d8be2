// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.plugin;

import io.centossrv.platform.CentossrvException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Decides whether an archive may come in; changes nothing in the framework. */
final class ArchiveInspection {
    private final BundleHost host;
    private final Path trust;
    private final boolean unsignedAllowed;

    ArchiveInspection(BundleHost host, Path trust, boolean unsignedAllowed) {
        this.host = host;
        this.trust = trust;
        this.unsignedAllowed = unsignedAllowed;
    }

    /** Unpacks an archive into the folder and returns what it would change; throws with the reason why it may not. */
    Change inspect(Path archive, Path folder) {
        ArchiveUnpacker.unpack(archive, folder);
        boolean signed =
                ArchiveSignature.signer(folder, TrustedPublishers.read(trust)).isPresent();
        if (!signed && !unsignedAllowed) {
            throw new CentossrvException(
                    PluginErrors.UNSIGNED,
                    "The archive is not signed; plugin.dev=true in etc/io.centossrv.platform.cfg would allow that.");
        }
        PluginArchive plugin = PluginArchive.read(folder);
        Change change = Change.of(plugin, host);
        List<BundleFile> all =
                Stream.concat(plugin.server().stream(), plugin.agent().stream()).toList();
        ImportRules rules = new ImportRules(all, change.inheritedImports());
        all.forEach(rules::check);
        host.clash(change.added(), new TreeMap<>(plugin.descriptor().needs())).ifPresent(clash -> {
            throw new CentossrvException(PluginErrors.UNRESOLVABLE, "The archive does not resolve: " + clash);
        });
        return change;
    }
}
