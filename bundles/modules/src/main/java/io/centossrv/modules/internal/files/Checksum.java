// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** SHA-1, in which Ansible tells and compares contents; MD5 only to tell it. */
public final class Checksum {
    private Checksum() {}

    public static String sha1(byte[] content) {
        return HexFormat.of().formatHex(digest("SHA-1").digest(content));
    }

    public static String md5(byte[] content) {
        return HexFormat.of().formatHex(digest("MD5").digest(content));
    }

    /** Returns the checksum of a regular file, links followed; empty where there is none that can be read. */
    public static Optional<String> sha1(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        return Optional.of(ofFile(file, "SHA-1"));
    }

    public static String ofFile(Path file, String algorithm) throws IOException {
        MessageDigest digest = digest(algorithm);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[64 * 1024];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has " + algorithm, impossible);
        }
    }
}
