// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.net;

import io.centossrv.playbook.module.ModuleFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and private keys in PEM (RFC 7468). */
final class PemFile {
    private static final long LARGEST = 16 * 1024 * 1024;
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
    private static final byte[] RSA_HEADER = {
        0x02,
        0x01,
        0x00,
        0x30,
        0x0d,
        0x06,
        0x09,
        0x2a,
        (byte) 0x86,
        0x48,
        (byte) 0x86,
        (byte) 0xf7,
        0x0d,
        0x01,
        0x01,
        0x01,
        0x05,
        0x00
    };

    private final Path path;
    private final String text;

    PemFile(Path path) throws IOException {
        if (!Files.isRegularFile(path) || Files.size(path) > LARGEST) {
            throw new ModuleFailure("no certificate or key file of at most 16 MiB is at " + path);
        }
        this.path = path;
        this.text = Files.readString(path, StandardCharsets.ISO_8859_1);
    }

    List<Certificate> certificates() throws GeneralSecurityException {
        List<Certificate> certificates = new ArrayList<>();
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            if (block.group(1).endsWith("CERTIFICATE")) {
                byte[] der = Base64.getMimeDecoder().decode(block.group(2));
                certificates.add(factory.generateCertificate(new ByteArrayInputStream(der)));
            }
        }
        return certificates;
    }

    Optional<PrivateKey> key() throws GeneralSecurityException {
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            byte[] der = Base64.getMimeDecoder().decode(block.group(2));
            switch (block.group(1)) {
                case "PRIVATE KEY" -> {
                    return Optional.of(key(der));
                }
                case "RSA PRIVATE KEY" -> {
                    return Optional.of(KeyFactory.getInstance("RSA")
                            .generatePrivate(new PKCS8EncodedKeySpec(wrapped(RSA_HEADER, der))));
                }
                case "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY" ->
                    throw new ModuleFailure("the key in " + path
                            + " is not in a form that can be read: convert it with 'openssl pkcs8 -topk8 -nocrypt'");
                default -> {
                    continue;
                }
            }
        }
        return Optional.empty();
    }

    private PrivateKey key(byte[] der) throws GeneralSecurityException {
        GeneralSecurityException last =
                new GeneralSecurityException("the key in " + path + " is neither RSA nor EC nor EdDSA");
        for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
            } catch (GeneralSecurityException another) {
                last.addSuppressed(another);
            }
        }
        throw last;
    }

    /** Makes PKCS #8 of PKCS #1 (RFC 5208): a sequence of version, algorithm and the key as octets. */
    private static byte[] wrapped(byte[] header, byte[] key) {
        byte[] octets = tagged(0x04, key);
        byte[] body = new byte[header.length + octets.length];
        System.arraycopy(header, 0, body, 0, header.length);
        System.arraycopy(octets, 0, body, header.length, octets.length);
        return tagged(0x30, body);
    }

    private static byte[] tagged(int tag, byte[] content) {
        byte[] head = content.length < 128
                ? new byte[] {(byte) tag, (byte) content.length}
                : new byte[] {
                    (byte) tag,
                    (byte) 0x83,
                    (byte) (content.length >> 16),
                    (byte) (content.length >> 8),
                    (byte) content.length
                };
        byte[] all = new byte[head.length + content.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(content, 0, all, head.length, content.length);
        return all;
    }
}
