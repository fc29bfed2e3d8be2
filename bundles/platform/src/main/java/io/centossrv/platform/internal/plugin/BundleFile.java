// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.plugin;

import io.centossrv.platform.internal.version.Release;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * A bundle in an archive.
 *
 * @param headers the main section of its manifest
 */
public record BundleFile(String name, Release version, Path file, SortedMap<String, String> headers) {
    public BundleFile {
        headers = Collections.unmodifiableSortedMap(new TreeMap<>(headers));
    }

    /** Reads a jar; {@code plugin-invalid} where it is no bundle. */
    static BundleFile read(Path file) {
        try (JarFile jar = new JarFile(file.toFile(), false)) {
            Manifest manifest = jar.getManifest();
            if (manifest == null) {
                throw PluginErrors.invalid("A jar has no manifest. file=" + file.getFileName());
            }
            SortedMap<String, String> headers = new TreeMap<>();
            manifest.getMainAttributes()
                    .forEach((name, value) -> headers.put(String.valueOf(name), String.valueOf(value)));
            String name = headers.getOrDefault("Bundle-SymbolicName", "")
                    .split(";")[0]
                    .strip();
            if (name.isEmpty() || !"2".equals(headers.get("Bundle-ManifestVersion"))) {
                throw PluginErrors.invalid("A jar is no OSGi bundle. file=" + file.getFileName());
            }
            return new BundleFile(
                    name,
                    Release.parse(headers.getOrDefault("Bundle-Version", "0").strip()),
                    file,
                    headers);
        } catch (IOException | IllegalArgumentException e) {
            throw PluginErrors.invalid("A jar can't be read: " + e.getMessage() + ". file=" + file.getFileName(), e);
        }
    }

    /** Returns {@code name/version}. */
    public String label() {
        return name + "/" + version;
    }
}
