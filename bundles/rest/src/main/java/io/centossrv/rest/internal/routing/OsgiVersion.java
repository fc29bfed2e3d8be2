// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.routing;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version as OSGi writes and orders it (OSGi Core 8, 3.2.5). */
public record OsgiVersion(int major, int minor, int micro, String qualifier) implements Comparable<OsgiVersion> {
    private static final Pattern FORM =
            Pattern.compile("(\\d{1,9})(?:\\.(\\d{1,9})(?:\\.(\\d{1,9})(?:\\.([A-Za-z0-9_-]+))?)?)?");
    private static final Comparator<OsgiVersion> ORDER = Comparator.comparingInt(OsgiVersion::major)
            .thenComparingInt(OsgiVersion::minor)
            .thenComparingInt(OsgiVersion::micro)
            .thenComparing(OsgiVersion::qualifier);

    /** Reads a version; IllegalArgumentException where it is none. */
    public static OsgiVersion of(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a version: " + text);
        }
        String qualifier = matcher.group(4);
        return new OsgiVersion(
                number(matcher.group(1)),
                number(matcher.group(2)),
                number(matcher.group(3)),
                qualifier == null ? "" : qualifier);
    }

    private static int number(String text) {
        return text == null ? 0 : Integer.parseInt(text);
    }

    @Override
    public int compareTo(OsgiVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        String numbers = major + "." + minor + "." + micro;
        return qualifier.isEmpty() ? numbers : numbers + "." + qualifier;
    }
}
