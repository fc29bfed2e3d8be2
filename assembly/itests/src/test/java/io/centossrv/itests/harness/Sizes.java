// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests.harness;

/** The two sizes of a test: small in every run of the tests, full where {@code ./test --full NAME} asks for figures. */
public final class Sizes {
    private static final boolean FULL = Boolean.getBoolean("centossrv.full");

    private Sizes() {}

    /**
     * Returns the size that holds: the system property {@code centossrv.NAME} where it is set, else the small or the full
     * one.
     */
    public static int of(String name, int small, int full) {
        return Integer.getInteger("centossrv." + name, FULL ? full : small);
    }

    /** Tells whether this run is for figures. */
    public static boolean full() {
        return FULL;
    }
}
