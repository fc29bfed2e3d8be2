// SPDX-License-Identifier: Apache-2.0
package io.centossrv.access.internal.password;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An Argon2id hash as a PHC string ({@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}, base64 without padding).
 *
 * @param memoryKib m
 * @param passes t
 * @param lanes p
 * @param salt 8 to 64 bytes
 * @param hash 16 to 64 bytes
 */
record PhcString(int memoryKib, int passes, int lanes, byte[] salt, byte[] hash) {
    // What a row in the database can make us spend is bounded.
    private static final int MAX_MEMORY_KIB = 64 * 1024;
    private static final int MAX_PASSES = 10;
    private static final int MAX_LANES = 4;
    private static final Pattern SYNTAX = Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d{1,6}),t=(\\d{1,2}),p=(\\d)"
            + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

    /** Reads a PHC string; empty where it is none, or asks for more than we spend. */
    static Optional<PhcString> parse(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int memoryKib = Integer.parseInt(matcher.group(1));
        int passes = Integer.parseInt(matcher.group(2));
        int lanes = Integer.parseInt(matcher.group(3));
        if (memoryKib < 8 || memoryKib > MAX_MEMORY_KIB || passes < 1 || passes > MAX_PASSES) {
            return Optional.empty();
        }
        if (lanes < 1 || lanes > MAX_LANES) {
            return Optional.empty();
        }
        try {
            Base64.Decoder base64 = Base64.getDecoder();
            return Optional.of(new PhcString(
                    memoryKib, passes, lanes, base64.decode(matcher.group(4)), base64.decode(matcher.group(5))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    boolean sameCostAs(PhcString other) {
        return memoryKib == other.memoryKib && passes == other.passes && lanes == other.lanes;
    }

    String text() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + memoryKib + ",t=" + passes + ",p=" + lanes + "$" + base64.encodeToString(salt)
                + "$" + base64.encodeToString(hash);
    }

    @Override
    public String toString() {
        return "PhcString[m=" + memoryKib + ",t=" + passes + ",p=" + lanes + "]";
    }
}
