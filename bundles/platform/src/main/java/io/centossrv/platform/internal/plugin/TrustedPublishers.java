// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads whose plugins may run: {@code etc/trust/<publisher>.pub}, Ed25519 public keys as PEM or base64 of the SPKI. */
final class TrustedPublishers {
    private static final Logger LOG = LoggerFactory.getLogger(TrustedPublishers.class);
    private static final String SUFFIX = ".pub";

    private TrustedPublishers() {}

    /** Returns the keys by publisher; a file that holds no key is left out, and the log says so. */
    static SortedMap<String, PublicKey> read(Path folder) {
        SortedMap<String, PublicKey> keys = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return keys;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(SUFFIX)).toList()) {
                String name = file.getFileName().toString();
                try {
                    keys.put(name.substring(0, name.length() - SUFFIX.length()), key(Files.readString(file)));
                } catch (GeneralSecurityException | IllegalArgumentException e) {
                    LOG.warn("A publisher's key can't be read and trusts nobody. file={}", file, e);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The trusted publishers can't be read: " + folder, e);
        }
        return keys;
    }

    private static PublicKey key(String text) throws GeneralSecurityException {
        String base64 = text.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        byte[] spki = Base64.getDecoder().decode(base64.getBytes(StandardCharsets.US_ASCII));
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki));
    }
}
