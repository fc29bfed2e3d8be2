// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.expected;

/** What became of one thing of an import. */
public record Imported(Kind kind, String name, Change change) {
    /** What it is here. */
    public enum Kind {
        GROUP,
        NODE,
        EXPECTED_HOST
    }

    /** What was done. */
    public enum Change {
        MADE,
        CHANGED,
        UNCHANGED
    }
}
