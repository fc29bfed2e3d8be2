// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.message;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A thing that a node has, such as a package.
 *
 * @param name at most 255 characters; several things of a kind may have one name
 * @param version of a package {@code [epoch:]version-release}
 * @param attributes at most 30, names of 63 and values of 1,024 characters
 */
public record Item(String name, Optional<String> version, Map<String, String> attributes) {
    public Item {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(version, "version");
        attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    }

    /** Returns 32 hexadecimal digits that things have in common only where all of them is the same. */
    public String key() {
        StringBuilder text = new StringBuilder(name).append('\0').append(version.orElse("\0"));
        attributes.forEach((attribute, value) ->
                text.append('\0').append(attribute).append('\0').append(value));
        return HexFormat.of().formatHex(Arrays.copyOf(sha256(text.toString()), 16));
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
