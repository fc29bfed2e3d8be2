// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.codec;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** W3C Trace Context: the header of a trace that starts here. */
public final class Traceparent {
    private Traceparent() {}

    /** Returns a new one, not sampled. */
    public static String fresh() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        HexFormat hex = HexFormat.of();
        // an id of all zeros is invalid
        return "00-" + hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong() | 1) + "-"
                + hex.toHexDigits(random.nextLong() | 1) + "-00";
    }
}
