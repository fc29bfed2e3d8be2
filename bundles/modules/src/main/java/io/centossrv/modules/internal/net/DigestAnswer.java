// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.net;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The answer to a Digest challenge (RFC 7616), by MD5, SHA-256 and their session forms. */
final class DigestAnswer {
    private static final Map<String, String> ALGORITHMS =
            Map.of("md5", "MD5", "md5-sess", "MD5", "sha-256", "SHA-256", "sha-256-sess", "SHA-256");
    private static final SecureRandom RANDOM = new SecureRandom();

    private DigestAnswer() {}

    /** Returns the header; empty where the server wants an algorithm that nobody defined. */
    static Optional<String> to(Challenge challenge, Credentials credentials, String method, String target) {
        byte[] random = new byte[8];
        RANDOM.nextBytes(random);
        return to(challenge, credentials, method, target, HexFormat.of().formatHex(random));
    }

    static Optional<String> to(
            Challenge challenge, Credentials credentials, String method, String target, String cnonce) {
        Map<String, String> asked = challenge.parameters();
        String algorithm = asked.getOrDefault("algorithm", "MD5");
        String digest = ALGORITHMS.get(algorithm.toLowerCase(Locale.ROOT));
        if (digest == null) {
            return Optional.empty();
        }
        String realm = asked.getOrDefault("realm", "");
        String nonce = asked.getOrDefault("nonce", "");
        String first = hash(digest, credentials.user() + ":" + realm + ":" + credentials.password());
        if (algorithm.toLowerCase(Locale.ROOT).endsWith("-sess")) {
            first = hash(digest, first + ":" + nonce + ":" + cnonce);
        }
        String second = hash(digest, method + ":" + target);
        boolean quality = Arrays.stream(asked.getOrDefault("qop", "").split(","))
                .anyMatch(one -> one.strip().equals("auth"));
        String response = quality
                ? hash(digest, first + ":" + nonce + ":00000001:" + cnonce + ":auth:" + second)
                : hash(digest, first + ":" + nonce + ":" + second);
        StringBuilder header = new StringBuilder("Digest username=\"" + escaped(credentials.user()) + "\", realm=\""
                + escaped(realm) + "\", nonce=\"" + escaped(nonce) + "\", uri=\"" + target + "\", algorithm="
                + algorithm + ", response=\"" + response + "\"");
        if (quality) {
            header.append(", qop=auth, nc=00000001, cnonce=\"").append(cnonce).append('"');
        }
        if (asked.containsKey("opaque")) {
            header.append(", opaque=\"").append(escaped(asked.get("opaque"))).append('"');
        }
        return Optional.of(header.toString());
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static String hash(String algorithm, String text) {
        try {
            byte[] bytes = MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has " + algorithm, impossible);
        }
    }
}
