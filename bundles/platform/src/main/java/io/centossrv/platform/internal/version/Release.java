// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.version;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version as OSGi writes and orders it: {@code major[.minor[.micro[.qualifier]]]}. */
public record Release(int major, int minor, int micro, String qualifier) implements Comparable<Release> {
    private static final Pattern TEXT =
            Pattern.compile("(\\d{1,10})(?:\\.(\\d{1,10})(?:\\.(\\d{1,10})(?:\\.([A-Za-z0-9_-]{1,100}))?)?)?");
    private static final Comparator<Release> ORDER = Comparator.comparingInt(Release::major)
            .thenComparingInt(Release::minor)
            .thenComparingInt(Release::micro)
            .thenComparing(Release::qualifier);

    /**
     * Returns the version that the text stands for.
     *
     * @throws IllegalArgumentException where it is none
     */
    public static Release parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a version (1.2.3 or 1.2.3.qualifier): " + text);
        }
        return new Release(number(matcher, 1), number(matcher, 2), number(matcher, 3), text(matcher, 4));
    }

    @Override
    public int compareTo(Release other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + micro + (qualifier.isEmpty() ? "" : "." + qualifier);
    }

    private static int number(Matcher matcher, int group) {
        return matcher.group(group) == null ? 0 : Integer.parseInt(matcher.group(group));
    }

    private static String text(Matcher matcher, int group) {
        return matcher.group(group) == null ? "" : matcher.group(group);
    }
}
