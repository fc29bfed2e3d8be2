// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes the archive of a plugin that is one bundle. */
final class SingleBundleArchive {
    private SingleBundleArchive() {}

    /** Writes {@code ID-VERSION.kar} into the sandbox's folder. */
    static Path write(Sandbox sandbox, String id, String version, String bundle, byte[] jar) {
        Path kar = sandbox.folder().resolve(id + "-" + version + ".kar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(kar))) {
            put(zip, "META-INF/centossrv-plugin.json", """
                    {"id": "%s", "version": "%s", "summary": "The plugin %s.", "needs": {}, "permissions": [],
                     "parts": {"server": "%s", "agent": []}}
                    """.formatted(id, version, id, bundle)
                    .getBytes(StandardCharsets.UTF_8));
            put(zip, "repository/features.xml", """
                    <features xmlns="http://karaf.apache.org/xmlns/features/v1.6.0" name="%s-%s">
                      <feature name="%s" version="%s">
                        <bundle>mvn:io.centossrv/%s/%s</bundle>
                      </feature>
                    </features>
                    """.formatted(bundle, version, bundle, version, bundle, version)
                    .getBytes(StandardCharsets.UTF_8));
            put(zip, "repository/io/centossrv/" + bundle + "/" + version + "/" + bundle + "-" + version + ".jar", jar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return kar;
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }
}
