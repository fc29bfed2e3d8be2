// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.plan;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 over parts, each with its length before it, so that no two lists of parts look the same. */
public final class Sha256 {
    private final MessageDigest digest = algorithm();

    /** Returns the lower-case hex digest of the bytes alone. */
    public static String of(byte[] content) {
        return HexFormat.of().formatHex(algorithm().digest(content));
    }

    /** Adds a part. */
    public Sha256 add(String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
        return this;
    }

    /** Returns the lower-case hex digest of the parts. */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest algorithm() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each Java platform has SHA-256", e);
        }
    }
}
