// SPDX-License-Identifier: Apache-2.0
package io.centossrv.config.internal.play;

import io.centossrv.config.PlayRequest;
import io.centossrv.jobs.Rollout;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** What tells two requests with the same key apart: a SHA-256 over all of a request, each part with its length. */
final class RequestFingerprint {
    private RequestFingerprint() {}

    static String of(PlayRequest request) {
        MessageDigest digest = sha256();
        add(digest, request.playbook());
        add(digest, request.limit().orElse(""));
        add(digest, request.check() + " " + request.diff() + " " + request.timeToLive());
        if (!request.rollout().equals(Rollout.ALL_AT_ONCE)) {
            add(digest, request.rollout().toString());
        }
        for (Map.Entry<String, byte[]> file : new TreeMap<>(request.files()).entrySet()) {
            add(digest, file.getKey());
            add(digest, file.getValue());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, String part) {
        add(digest, part.getBytes(StandardCharsets.UTF_8));
    }

    private static void add(MessageDigest digest, byte[] part) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).flip());
        digest.update(part);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each Java platform has SHA-256", e);
        }
    }
}
