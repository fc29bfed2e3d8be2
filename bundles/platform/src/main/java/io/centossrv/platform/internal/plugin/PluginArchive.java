// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An unpacked archive.
 *
 * @param folder where it is
 * @param server its bundles for the control plane, in the order in which they start
 * @param agent its bundles for agents
 */
record PluginArchive(Path folder, PluginDescriptor descriptor, List<BundleFile> server, List<BundleFile> agent) {
    private static final long MAX_DESCRIPTOR = 64L * 1024;

    PluginArchive {
        server = List.copyOf(server);
        agent = List.copyOf(agent);
    }

    /** Reads what was unpacked; {@code plugin-invalid} where it is no plugin. */
    static PluginArchive read(Path folder) {
        Path file = folder.resolve(PluginDescriptor.FILE);
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MAX_DESCRIPTOR) {
                throw PluginErrors.invalid("The archive has no " + PluginDescriptor.FILE + " of at most 64 KiB.");
            }
            PluginDescriptor descriptor = PluginDescriptor.read(Files.readAllBytes(file));
            List<BundleFile> server = descriptor.parts().server().isEmpty()
                    ? List.of()
                    : bundles(
                            folder,
                            FeatureFile.bundles(
                                    features(folder), descriptor.parts().server()));
            return new PluginArchive(
                    folder,
                    descriptor,
                    server,
                    bundles(folder, descriptor.parts().agent()));
        } catch (IOException e) {
            throw PluginErrors.invalid("The archive can't be read.", e);
        }
    }

    private static Path features(Path folder) throws IOException {
        Path repository = folder.resolve("repository");
        if (!Files.isDirectory(repository)) {
            throw PluginErrors.invalid("The archive has no repository/.");
        }
        try (Stream<Path> files = Files.walk(repository)) {
            List<Path> found = files.filter(path -> path.toString().endsWith(".xml"))
                    .filter(path -> !path.getFileName().toString().startsWith("maven-metadata"))
                    .toList();
            if (found.size() != 1) {
                throw PluginErrors.invalid("The archive must hold one features file, not " + found.size() + ".");
            }
            return found.get(0);
        }
    }

    private static List<BundleFile> bundles(Path folder, List<String> paths) {
        List<BundleFile> bundles = paths.stream()
                .map(folder::resolve)
                .map(PluginArchive::present)
                .map(BundleFile::read)
                .toList();
        Set<String> names = new HashSet<>();
        for (BundleFile bundle : bundles) {
            if (!names.add(bundle.name())) {
                throw PluginErrors.invalid("The archive has a bundle twice: " + bundle.name());
            }
        }
        return bundles;
    }

    private static Path present(Path file) {
        if (!Files.isRegularFile(file)) {
            throw PluginErrors.invalid("The archive names a bundle that it does not hold: " + file.getFileName());
        }
        return file;
    }
}
