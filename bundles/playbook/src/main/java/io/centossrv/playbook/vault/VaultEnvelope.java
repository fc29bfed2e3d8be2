// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * One encrypted text: PBKDF2 with HMAC-SHA256 gives two keys and a counter, AES-256-CTR encrypts, HMAC-SHA256 over the
 * ciphertext proves it (ansible/parsing/vault, VaultAES256).
 */
record VaultEnvelope(Optional<String> id, byte[] salt, byte[] proof, byte[] ciphertext) {
    private static final int ROUNDS = 10_000;
    private static final int KEY = 32;
    private static final int BLOCK = 16;

    static VaultEnvelope read(byte[] content) {
        String[] lines =
                new String(content, StandardCharsets.ISO_8859_1).strip().split("\\s*\\R\\s*");
        String[] header = lines[0].strip().split(";");
        if (header.length < 3 || !header[0].equals("$ANSIBLE_VAULT")) {
            throw new IllegalArgumentException("this is nothing that Ansible Vault encrypted");
        }
        if (!List.of("1.1", "1.2").contains(header[1]) || !header[2].equals("AES256")) {
            throw new IllegalArgumentException(
                    "of Ansible Vault, 1.1 and 1.2 with AES256 are known, not " + header[1] + " with " + header[2]);
        }
        Optional<String> id =
                header.length > 3 && header[1].equals("1.2") ? Optional.of(header[3].strip()) : Optional.empty();
        try {
            String body = String.join("", Arrays.asList(lines).subList(1, lines.length));
            String[] parts = new String(HexFormat.of().parseHex(body), StandardCharsets.ISO_8859_1).split("\n", -1);
            if (parts.length != 3) {
                throw new IllegalArgumentException("it has no three parts");
            }
            HexFormat hex = HexFormat.of();
            return new VaultEnvelope(id, hex.parseHex(parts[0]), hex.parseHex(parts[1]), hex.parseHex(parts[2]));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("what Ansible Vault encrypted here is damaged", e);
        }
    }

    /** Returns the content; empty where the secret is another one. */
    Optional<byte[]> open(byte[] secret) {
        try {
            byte[] keys = derive(secret);
            byte[] expected = mac(Arrays.copyOfRange(keys, KEY, 2 * KEY)).doFinal(ciphertext);
            if (!MessageDigest.isEqual(expected, proof)) {
                return Optional.empty();
            }
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(keys, 0, KEY, "AES"),
                    new IvParameterSpec(keys, 2 * KEY, BLOCK));
            byte[] padded = cipher.doFinal(ciphertext);
            int padding = padded.length == 0 ? 0 : padded[padded.length - 1];
            if (padding < 1 || padding > BLOCK || padding > padded.length) {
                throw new IllegalArgumentException("what Ansible Vault encrypted here is damaged");
            }
            return Optional.of(Arrays.copyOf(padded, padded.length - padding));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES and HMAC-SHA256", e);
        }
    }

    /** PBKDF2 of RFC 8018 by hand: the JDK's takes passwords of characters, a secret here is bytes. */
    private byte[] derive(byte[] secret) throws GeneralSecurityException {
        Mac mac = mac(secret.length == 0 ? new byte[1] : secret);
        int size = mac.getMacLength();
        byte[] derived = new byte[3 * size];
        for (int block = 0; block < 3; block++) {
            mac.update(salt);
            byte[] round = mac.doFinal(new byte[] {0, 0, 0, (byte) (block + 1)});
            byte[] sum = round.clone();
            for (int i = 1; i < ROUNDS; i++) {
                round = mac.doFinal(round);
                for (int at = 0; at < size; at++) {
                    sum[at] ^= round[at];
                }
            }
            System.arraycopy(sum, 0, derived, block * size, size);
        }
        return derived;
    }

    private static Mac mac(byte[] key) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac;
    }

    @Override
    public String toString() {
        return "VaultEnvelope[id=" + id + "]";
    }
}
