// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.spi;

/**
 * How much one rendering may take.
 *
 * @param mostSteps statements and loop rounds in all
 * @param mostDepth how deep macros, includes and nested data go
 * @param mostLength characters of a text, elements of a collection that an operation makes
 * @param mostPatternSteps characters that the regular expressions of one rendering may look at
 */
public record Limits(long mostSteps, int mostDepth, int mostLength, long mostPatternSteps) {
    public Limits {
        if (mostSteps < 1 || mostDepth < 1 || mostLength < 1 || mostPatternSteps < 1) {
            throw new IllegalArgumentException("a limit must be positive");
        }
    }

    /** Returns what holds unless said otherwise. */
    public static Limits defaults() {
        return new Limits(5_000_000, 100, 64 * 1024 * 1024, 50_000_000);
    }
}
