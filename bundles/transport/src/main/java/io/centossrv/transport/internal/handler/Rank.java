// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.handler;

import java.util.Comparator;

/**
 * Which of several handlers of one type is asked: the one of the highest bundle version, of equals the newest.
 *
 * @param version the bundle's, each part padded so that it sorts as a text
 * @param id the service's
 */
public record Rank(String version, long id) implements Comparable<Rank> {
    private static final Comparator<Rank> ORDER =
            Comparator.comparing(Rank::version).thenComparingLong(Rank::id);

    /** Returns the rank of a service of a bundle of the given version. */
    public static Rank of(int major, int minor, int micro, String qualifier, long id) {
        return new Rank("%010d.%010d.%010d.%s".formatted(major, minor, micro, qualifier), id);
    }

    @Override
    public int compareTo(Rank other) {
        return ORDER.compare(this, other);
    }
}
