// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests.harness;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes the archive of an update: a domain's bundle as it is built, under a higher version. */
public final class NewerBundle {
    private NewerBundle() {}

    /** Returns a {@code .kar} that brings bundle {@code io.centossrv.DOMAIN} in the version. */
    public static Path archive(Sandbox sandbox, String domain, String version) {
        String name = "io.centossrv." + domain;
        Path kar = sandbox.folder().resolve(domain + "-" + version + ".kar");
        String path = "repository/io/centossrv/" + name + "/" + version + "/" + name + "-" + version + ".jar";
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(kar))) {
            put(zip, "META-INF/centossrv-plugin.json", """
                    {"id": "%s", "version": "%s", "summary": "The domain %s.", "needs": {}, "permissions": [],
                     "parts": {"server": "%s", "agent": []}}
                    """.formatted(domain, version, domain, name)
                    .getBytes(StandardCharsets.UTF_8));
            put(zip, "repository/features.xml", """
                    <features xmlns="http://karaf.apache.org/xmlns/features/v1.6.0" name="%s-%s">
                      <feature name="%s" version="%s">
                        <bundle>mvn:io.centossrv/%s/%s</bundle>
                      </feature>
                    </features>
                    """.formatted(name, version, name, version, name, version)
                    .getBytes(StandardCharsets.UTF_8));
            put(zip, path, withVersion(domain, version));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return kar;
    }

    private static byte[] withVersion(String domain, String version) throws IOException {
        Path jar = Sandbox.checkout()
                .resolve("bundles/" + domain + "/target/io.centossrv." + domain + "-" + Sandbox.version() + ".jar");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarFile built = new JarFile(jar.toFile())) {
            Manifest manifest = new Manifest(built.getManifest());
            manifest.getMainAttributes().put(new Attributes.Name("Bundle-Version"), version);
            try (JarOutputStream newer = new JarOutputStream(bytes, manifest)) {
                for (Enumeration<JarEntry> entries = built.entries(); entries.hasMoreElements(); ) {
                    JarEntry entry = entries.nextElement();
                    if (!entry.getName().equals(JarFile.MANIFEST_NAME) && !entry.isDirectory()) {
                        try (InputStream in = built.getInputStream(entry)) {
                            newer.putNextEntry(new JarEntry(entry.getName()));
                            in.transferTo(newer);
                            newer.closeEntry();
                        }
                    }
                }
            }
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }
}
