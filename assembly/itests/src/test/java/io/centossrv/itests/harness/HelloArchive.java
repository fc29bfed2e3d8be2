// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests.harness;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** The archive that {@code examples/plugins/hello} builds, and what an author would make of it next. */
public final class HelloArchive {
    private static final String BUILT = "1.0.0";

    private final Map<String, byte[]> entries;
    private final String version;

    private HelloArchive(Map<String, byte[]> entries, String version) {
        this.entries = entries;
        this.version = version;
    }

    /** Returns the archive as it was built. */
    public static Path file() {
        return Sandbox.checkout().resolve("examples/plugins/hello/kar/target/hello-" + BUILT + ".kar");
    }

    /** Reads the archive as it was built. */
    public static HelloArchive built() {
        try {
            return new HelloArchive(entries(Files.readAllBytes(file())), BUILT);
        } catch (IOException e) {
            throw new UncheckedIOException("build it: mvn -f examples/pom.xml install", e);
        }
    }

    /** Returns the same sources as built under a higher version. */
    public HelloArchive as(String newer) {
        Map<String, byte[]> renamed = new TreeMap<>();
        entries.forEach((name, content) -> {
            byte[] changed = content;
            if (name.endsWith(".jar")) {
                changed = jar(content, newer, "");
            } else if (name.endsWith(".xml") || name.endsWith(".json")) {
                changed = new String(content, StandardCharsets.UTF_8)
                        .replace(version, newer)
                        .getBytes(StandardCharsets.UTF_8);
            }
            renamed.put(name.replace(version, newer), changed);
        });
        return new HelloArchive(renamed, newer);
    }

    /** Returns one whose bundle for the control plane lacks a class: it resolves, and does not serve. */
    public HelloArchive without(String className) {
        Map<String, byte[]> changed = new TreeMap<>(entries);
        changed.replaceAll(
                (name, content) -> name.endsWith(".jar") ? jar(content, version, className + ".class") : content);
        return new HelloArchive(changed, version);
    }

    /** Returns one with its publisher's signature in it. */
    public HelloArchive signed(KeyPair publisher) {
        Map<String, byte[]> changed = new TreeMap<>(entries);
        StringBuilder list = new StringBuilder();
        try {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(entry.getValue());
                list.append(HexFormat.of().formatHex(hash) + "  " + entry.getKey() + "\n");
            }
            byte[] bytes = list.toString().getBytes(StandardCharsets.UTF_8);
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(publisher.getPrivate());
            signature.update(bytes);
            changed.put("META-INF/centossrv-plugin.sha256", bytes);
            changed.put("META-INF/centossrv-plugin.sig", Base64.getEncoder().encode(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return new HelloArchive(changed, version);
    }

    /** Returns the jar for the agents. */
    public byte[] agentPart() {
        return entries.get("agent/com.example.hello.agent-" + version + ".jar");
    }

    /** Writes it as {@code NAME.kar} into the sandbox's folder. */
    public Path write(Sandbox sandbox, String name) {
        Path file = sandbox.folder().resolve(name + ".kar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    private static Map<String, byte[]> entries(byte[] archive) throws IOException {
        Map<String, byte[]> entries = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory()) {
                    entries.put(entry.getName(), zip.readAllBytes());
                }
            }
        }
        return entries;
    }

    private static byte[] jar(byte[] built, String version, String left) {
        return RewrittenJar.of(
                built,
                Map.of("Bundle-Version", version, "Implementation-Version", version),
                entry -> !entry.equals(left));
    }
}
