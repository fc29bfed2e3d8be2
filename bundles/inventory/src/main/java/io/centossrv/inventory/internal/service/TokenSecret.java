// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.service;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The id and the secret of a join token. The secret has 256 random bits, so its plain SHA-256 is as good as a salted or slow
 * hash.
 */
final class TokenSecret {
    private static final Pattern TEXT = Pattern.compile("((?:re-)?[0-9a-f]{16})\\.([A-Za-z0-9_-]{43})");
    private static final String REISSUE = "re-";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final String id;
    private final String secret;

    private TokenSecret(String id, String secret) {
        this.id = id;
        this.secret = secret;
    }

    static TokenSecret random() {
        return random("");
    }

    /** Returns one whose id tells an agent that it may take it although it is a node. */
    static TokenSecret randomForReissue() {
        return random(REISSUE);
    }

    static boolean isForReissue(String id) {
        return id.startsWith(REISSUE);
    }

    private static TokenSecret random(String prefix) {
        byte[] id = new byte[8];
        byte[] secret = new byte[32];
        RANDOM.nextBytes(id);
        RANDOM.nextBytes(secret);
        return new TokenSecret(
                prefix + HexFormat.of().formatHex(id),
                Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /** Reads {@code id.secret}; empty where it is not of this form. */
    static Optional<TokenSecret> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches() ? Optional.of(new TokenSecret(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    String id() {
        return id;
    }

    String text() {
        return id + "." + secret;
    }

    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "TokenSecret[id=" + id + "]";
    }
}
