// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.output;

/** How data is written to standard output; lower-case on the command line. */
public enum Format {
    /** For people. */
    table,
    /** A table with more columns. */
    wide,
    json,
    /** A line of JSON per thing. */
    jsonl,
    yaml,
    /** Names alone, a line each. */
    name;

    /** Tells whether people read it. */
    public boolean isForPeople() {
        return this == table || this == wide;
    }
}
