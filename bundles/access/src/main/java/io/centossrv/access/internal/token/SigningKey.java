// SPDX-License-Identifier: Apache-2.0
package io.centossrv.access.internal.token;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * The Ed25519 key that this control plane signs tokens with, kept in one file (0600): the private key (PKCS #8) and the
 * public key (SubjectPublicKeyInfo), a line of base64 each.
 */
final class SigningKey {
    private static final String FILE = "access-signing.key";
    private static final int KID_BYTES = 12;

    private final String kid;
    private final PrivateKey privateKey;
    private final PublicKey publicKey;

    private SigningKey(PrivateKey privateKey, PublicKey publicKey) throws GeneralSecurityException {
        this.privateKey = privateKey;
        this.publicKey = publicKey;
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(publicKey.getEncoded());
        this.kid = Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, KID_BYTES));
    }

    /** Reads the key of a folder, or makes one. */
    static SigningKey readOrMake(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return make(folder);
        }
        List<String> lines = Files.readAllLines(file);
        try {
            KeyFactory factory = KeyFactory.getInstance("Ed25519");
            Base64.Decoder base64 = Base64.getDecoder();
            return new SigningKey(
                    factory.generatePrivate(new PKCS8EncodedKeySpec(base64.decode(lines.get(0)))),
                    factory.generatePublic(new X509EncodedKeySpec(base64.decode(lines.get(1)))));
        } catch (GeneralSecurityException | IllegalArgumentException | IndexOutOfBoundsException e) {
            // Not with its text, which may be a part of the key.
            throw new IOException(file + " is no signing key: " + e.getClass().getSimpleName());
        }
    }

    /** Makes a key and puts it in the place of the one before, whole or not at all. */
    static SigningKey make(Path folder) throws IOException {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Path unfinished = folder.resolve(FILE + ".unfinished");
            Files.deleteIfExists(unfinished);
            Files.createFile(
                    unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Base64.Encoder base64 = Base64.getEncoder();
            Files.write(
                    unfinished,
                    List.of(
                            base64.encodeToString(pair.getPrivate().getEncoded()),
                            base64.encodeToString(pair.getPublic().getEncoded())),
                    StandardCharsets.US_ASCII,
                    StandardOpenOption.SYNC);
            Files.move(unfinished, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
            return new SigningKey(pair.getPrivate(), pair.getPublic());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Java 17 has Ed25519 and SHA-256", e);
        }
    }

    String kid() {
        return kid;
    }

    PrivateKey privateKey() {
        return privateKey;
    }

    PublicKey publicKey() {
        return publicKey;
    }

    @Override
    public String toString() {
        return "SigningKey[" + kid + "]";
    }
}
