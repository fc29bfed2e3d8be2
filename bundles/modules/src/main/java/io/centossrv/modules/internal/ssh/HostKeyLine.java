// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.ssh;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A line of a known_hosts file.
 *
 * @param marker says that the key is an authority or revoked; empty for most
 * @param hosts names and patterns parted by commas, or the hash of one name
 * @param type of the key
 * @param key in Base64
 * @see <a href="https://man.openbsd.org/sshd.8#SSH_KNOWN_HOSTS_FILE_FORMAT">sshd(8)</a>
 */
record HostKeyLine(String marker, String hosts, String type, String key) {
    private static final String HASHED = "|1|";

    /** Returns the line's parts; empty where it is a remark, blank or holds no key. */
    static Optional<HostKeyLine> of(String line) {
        List<String> words = Arrays.asList(line.strip().split("\\s+"));
        int first = words.get(0).startsWith("@") ? 1 : 0;
        if (words.get(0).startsWith("#") || words.size() < first + 3) {
            return Optional.empty();
        }
        HostKeyLine parts = new HostKeyLine(
                first == 1 ? words.get(0) : "", words.get(first), words.get(first + 1), words.get(first + 2));
        return parts.holdsKey() ? Optional.of(parts) : Optional.empty();
    }

    /** A key begins with the length of its type and the type, as the line says it. */
    private boolean holdsKey() {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(key));
            byte[] name = type.getBytes(StandardCharsets.US_ASCII);
            byte[] said = new byte[name.length];
            if (bytes.remaining() < Integer.BYTES + name.length || bytes.getInt() != name.length) {
                return false;
            }
            bytes.get(said);
            return Arrays.equals(name, said);
        } catch (IllegalArgumentException noBase64) {
            return false;
        }
    }

    boolean isHashed() {
        return hosts.startsWith(HASHED);
    }

    /** Returns whether it is about a host, whose name is in lower case. */
    boolean isOf(String host) {
        if (isHashed()) {
            String[] parts = hosts.split("\\|");
            return parts.length == 4 && matchesHash(host, parts[2], parts[3]);
        }
        boolean matches = false;
        for (String pattern : hosts.toLowerCase(Locale.ROOT).split(",")) {
            boolean not = pattern.startsWith("!");
            if (HostPattern.matches(not ? pattern.substring(1) : pattern, host)) {
                if (not) {
                    return false;
                }
                matches = true;
            }
        }
        return matches;
    }

    private static boolean matchesHash(String host, String salt, String hash) {
        try {
            Base64.Decoder decoder = Base64.getDecoder();
            return MessageDigest.isEqual(mac(decoder.decode(salt), host), decoder.decode(hash));
        } catch (IllegalArgumentException noBase64) {
            return false;
        }
    }

    /** Returns the same about a host whose name only those find who know it. */
    HostKeyLine hashed(String host, byte[] salt) {
        Base64.Encoder encoder = Base64.getEncoder();
        String hash = encoder.encodeToString(mac(salt, host));
        return new HostKeyLine(marker, HASHED + encoder.encodeToString(salt) + "|" + hash, type, key);
    }

    private static byte[] mac(byte[] salt, String host) {
        try {
            // SHA-1 is what the format has.
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(salt, "HmacSHA1"));
            return mac.doFinal(host.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has HmacSHA1", impossible);
        }
    }

    /** Returns whether it says the same; which salt a name is hashed with says nothing. */
    boolean saysAs(HostKeyLine other) {
        boolean sameHosts = hosts.equals(other.hosts) || (isHashed() && other.isHashed());
        return sameHosts && isSameKey(other);
    }

    /** Returns whether it holds the same key, whatever it calls the host. */
    boolean isSameKey(HostKeyLine other) {
        return marker.equals(other.marker) && type.equals(other.type) && key.equals(other.key);
    }
}
