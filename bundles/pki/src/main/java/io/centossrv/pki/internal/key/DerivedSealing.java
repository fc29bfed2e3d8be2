// SPDX-License-Identifier: Apache-2.0
package io.centossrv.pki.internal.key;

import io.centossrv.platform.pki.SecretSealing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Seals under keys derived from a private key, one for each purpose: a version byte, the nonce, then text and tag. */
public final class DerivedSealing implements SecretSealing {
    private static final byte VERSION = 1;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final byte[] SALT = "centossrv sealing 1".getBytes(StandardCharsets.UTF_8);

    private final byte[] root;
    private final SecureRandom random;

    public DerivedSealing(PrivateKey key, SecureRandom random) {
        this.root = hmac(SALT, key.getEncoded());
        this.random = random;
    }

    private static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA256", impossible);
        }
    }

    /** HKDF's expansion to one block (RFC 5869, 2.3). */
    private SecretKeySpec key(String purpose) {
        return new SecretKeySpec(hmac(root, purpose.getBytes(StandardCharsets.UTF_8), new byte[] {1}), "AES");
    }

    @Override
    public String seal(String purpose, String text) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, key(purpose), new GCMParameterSpec(TAG_BITS, nonce));
            byte[] sealed = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
            ByteBuffer whole = ByteBuffer.allocate(1 + NONCE + sealed.length);
            whole.put(VERSION).put(nonce).put(sealed);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(whole.array());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has AES in GCM", impossible);
        }
    }

    @Override
    public String open(String purpose, String sealed) {
        byte[] whole = Base64.getUrlDecoder().decode(sealed);
        if (whole.length <= 1 + NONCE || whole[0] != VERSION) {
            throw new IllegalArgumentException("not sealed here");
        }
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            byte[] nonce = Arrays.copyOfRange(whole, 1, 1 + NONCE);
            cipher.init(Cipher.DECRYPT_MODE, key(purpose), new GCMParameterSpec(TAG_BITS, nonce));
            return new String(cipher.doFinal(whole, 1 + NONCE, whole.length - 1 - NONCE), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("it was changed, or sealed by another key or for another purpose", e);
        }
    }
}
