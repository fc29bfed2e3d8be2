// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.plugin;

import io.centossrv.platform.CentossrvException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The signature inside an archive: {@code META-INF/centossrv-plugin.sha256} lists every other entry as {@code sha256sum}
 * writes it, and {@code META-INF/centossrv-plugin.sig} is the Ed25519 signature (RFC 8032) of that list's bytes, base64.
 */
final class ArchiveSignature {
    static final String LIST = "META-INF/centossrv-plugin.sha256";
    static final String SIGNATURE = "META-INF/centossrv-plugin.sig";

    private static final long MAX_LIST = 1024L * 1024;
    private static final long MAX_SIGNATURE = 1024;

    private ArchiveSignature() {}

    /**
     * Returns the name of the trusted publisher who signed the archive; empty where it has no signature.
     *
     * @throws CentossrvException {@code plugin-unsigned} where it has one that is wrong or of nobody who is trusted
     */
    static Optional<String> signer(Path folder, Map<String, PublicKey> trusted) {
        Path list = folder.resolve(LIST);
        Path signature = folder.resolve(SIGNATURE);
        try {
            if (!Files.exists(signature) && !Files.exists(list)) {
                return Optional.empty();
            }
            byte[] signed = bytes(list, MAX_LIST);
            byte[] value = Base64.getMimeDecoder().decode(bytes(signature, MAX_SIGNATURE));
            for (Map.Entry<String, PublicKey> publisher : trusted.entrySet()) {
                if (verifies(publisher.getValue(), signed, value)) {
                    requireSame(new String(signed, StandardCharsets.UTF_8), folder);
                    return Optional.of(publisher.getKey());
                }
            }
            throw wrong("The archive's signature is of no publisher who is trusted here (etc/trust/*.pub).");
        } catch (IOException | IllegalArgumentException e) {
            throw new CentossrvException(PluginErrors.UNSIGNED, "The archive's signature can't be read.", e);
        }
    }

    private static boolean verifies(PublicKey key, byte[] signed, byte[] value) {
        try {
            Signature verification = Signature.getInstance("Ed25519");
            verification.initVerify(key);
            verification.update(signed);
            return verification.verify(value);
        } catch (SignatureException e) {
            // A signature of the wrong length: not this publisher's.
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The JDK has no Ed25519.", e);
        }
    }

    private static void requireSame(String list, Path folder) throws IOException {
        Map<String, String> named = new TreeMap<>();
        for (String line : list.lines().toList()) {
            String[] parts = line.split(" [ *]", 2);
            if (parts.length != 2 || named.put(parts[1], parts[0]) != null) {
                throw wrong("The archive's list of hashes can't be read.");
            }
        }
        Map<String, String> present = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString();
                if (!name.equals(LIST) && !name.equals(SIGNATURE)) {
                    present.put(name, sha256(file));
                }
            }
        }
        if (!named.equals(present)) {
            throw wrong("The archive's entries are not those that its publisher signed.");
        }
    }

    static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("The JDK has no SHA-256.", e);
        }
    }

    private static byte[] bytes(Path file, long most) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > most) {
            throw wrong("The archive's signature needs both " + LIST + " and " + SIGNATURE + ".");
        }
        return Files.readAllBytes(file);
    }

    private static CentossrvException wrong(String message) {
        return new CentossrvException(PluginErrors.UNSIGNED, message);
    }
}
