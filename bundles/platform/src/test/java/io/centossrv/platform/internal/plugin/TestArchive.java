// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.plugin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Builds archives, right and wrong ones. */
final class TestArchive {
    private final Path folder;
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    TestArchive(Path folder) {
        this.folder = folder;
    }

    /** Returns an archive of the plugin with these bundles. */
    static TestArchive of(Path folder, String id, String version, TestBundle... bundles) throws IOException {
        TestArchive archive = new TestArchive(folder);
        StringBuilder feature = new StringBuilder();
        for (TestBundle bundle : bundles) {
            feature.append("<bundle>mvn:t/")
                    .append(bundle.name())
                    .append('/')
                    .append(bundle.version())
                    .append("</bundle>");
            Path jar = Files.createTempFile(folder, "bundle", ".jar");
            archive.entry(
                    "repository/t/" + bundle.name() + "/" + bundle.version() + "/" + bundle.name() + "-"
                            + bundle.version() + ".jar",
                    Files.readAllBytes(bundle.write(jar)));
        }
        archive.features(id, feature.toString());
        return archive.descriptor("""
                {"id": "%s", "version": "%s", "needs": {"io.centossrv.platform.command": "[1.0,2)"},
                 "permissions": ["greeting:say"], "parts": {"server": "%s"}}
                """.formatted(id, version, id));
    }

    TestArchive features(String name, String content) {
        return entry("repository/t/features/1/features-1-features.xml", """
                <features xmlns="http://karaf.apache.org/xmlns/features/v1.6.0" name="t">
                  <feature name="%s" version="1.0.0">%s</feature>
                </features>
                """.formatted(name, content));
    }

    TestArchive descriptor(String json) {
        return entry(PluginDescriptor.FILE, json);
    }

    TestArchive entry(String name, String text) {
        return entry(name, text.getBytes(StandardCharsets.UTF_8));
    }

    TestArchive entry(String name, byte[] bytes) {
        entries.put(name, bytes);
        return this;
    }

    TestArchive without(String name) {
        entries.remove(name);
        return this;
    }

    TestArchive signed(PrivateKey key) throws GeneralSecurityException {
        StringBuilder list = new StringBuilder();
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(entry.getValue());
            list.append(HexFormat.of().formatHex(hash))
                    .append("  ")
                    .append(entry.getKey())
                    .append('\n');
        }
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(key);
        signature.update(list.toString().getBytes(StandardCharsets.UTF_8));
        entry(ArchiveSignature.LIST, list.toString());
        return entry(ArchiveSignature.SIGNATURE, Base64.getEncoder().encodeToString(signature.sign()));
    }

    Path write() throws IOException {
        Path file = Files.createTempFile(folder, "plugin", ".kar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return file;
    }
}
