// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.net;

import io.centossrv.playbook.module.ModuleFailure;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/** Hashes of what is read, by the names that Ansible has for them. */
final class Digests {
    private static final Map<String, String> NAMES = Map.of(
            "md5", "MD5", "sha1", "SHA-1", "sha224", "SHA-224", "sha256", "SHA-256", "sha384", "SHA-384", "sha512",
            "SHA-512");

    private Digests() {}

    /** Refuses an algorithm that nobody here knows. */
    static String known(String algorithm) {
        String name = NAMES.get(algorithm.strip().toLowerCase(Locale.ROOT));
        if (name == null) {
            throw new ModuleFailure("Could not hash with algorithm '" + algorithm
                    + "'. Available algorithms: md5, sha1," + " sha224, sha256, sha384, sha512");
        }
        return name;
    }

    static String of(InputStream in, String algorithm) throws IOException {
        try (in) {
            MessageDigest digest = MessageDigest.getInstance(known(algorithm));
            byte[] buffer = new byte[64 * 1024];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has " + algorithm, impossible);
        }
    }
}
