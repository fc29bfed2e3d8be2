// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.version;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Epoch, version and release of a package.
 *
 * @param epoch 0 where a package has none
 * @param release empty where it was not said: then it means every release of the version
 */
public record Evr(long epoch, String version, Optional<String> release) {
    private static final Pattern TEXT = Pattern.compile("(?:(\\d{1,10}):)?([^:\\s-]{1,200})(?:-([^:\\s-]{1,200}))?");
    private static final long MAX_EPOCH = 0xffff_ffffL;

    public Evr {
        if (epoch < 0 || epoch > MAX_EPOCH) {
            throw new IllegalArgumentException("an epoch is a number of 32 bits");
        }
    }

    /** Reads {@code [epoch:]version[-release]}; empty where it is none. */
    public static Optional<Evr> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long epoch = matcher.group(1) == null ? 0 : Long.parseLong(matcher.group(1));
        return epoch > MAX_EPOCH
                ? Optional.empty()
                : Optional.of(new Evr(epoch, matcher.group(2), Optional.ofNullable(matcher.group(3))));
    }

    /** Returns the key that is at or below that of each package which this means. */
    public byte[] lowest() {
        ByteArrayOutputStream key = new ByteArrayOutputStream();
        for (int shift = 24; shift >= 0; shift -= 8) {
            key.write((int) (epoch >>> shift));
        }
        RpmVersion.write(version, key);
        release.ifPresent(text -> RpmVersion.write(text, key));
        return key.toByteArray();
    }

    /** Returns a key above that of each package which this means, and below that of all that are newer. */
    public byte[] above() {
        byte[] lowest = lowest();
        byte[] above = Arrays.copyOf(lowest, lowest.length + 1);
        above[lowest.length] = (byte) 0xff;
        return above;
    }

    /** Compares as RPM does packages: where one has no release, the releases don't count. */
    public int compareWith(Evr other) {
        if (epoch != other.epoch) {
            return Long.compare(epoch, other.epoch);
        }
        int versions = RpmVersion.compare(version, other.version);
        return versions != 0 || release.isEmpty() || other.release.isEmpty()
                ? versions
                : RpmVersion.compare(release.orElseThrow(), other.release.orElseThrow());
    }

    @Override
    public String toString() {
        return (epoch == 0 ? "" : epoch + ":")
                + version
                + release.map(text -> "-" + text).orElse("");
    }
}
