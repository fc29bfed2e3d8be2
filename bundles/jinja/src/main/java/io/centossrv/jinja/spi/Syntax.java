// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.spi;

/**
 * How a template is written.
 *
 * @param delimiters what sets its parts apart
 * @param trimBlocks the first newline after a block is dropped
 * @param lstripBlocks blanks from the start of a line to a block are dropped
 * @param keepTrailingNewline the newline at the template's end stays
 * @param doControl whether {@code do}, {@code break} and {@code continue} are statements
 */
public record Syntax(
        Delimiters delimiters,
        boolean trimBlocks,
        boolean lstripBlocks,
        boolean keepTrailingNewline,
        boolean doControl) {

    /** Returns the language's own defaults. */
    public static Syntax defaults() {
        return new Syntax(Delimiters.defaults(), false, false, false, false);
    }

    /** Returns this with trimmed blocks or without. */
    public Syntax withTrimBlocks(boolean trim) {
        return new Syntax(delimiters, trim, lstripBlocks, keepTrailingNewline, doControl);
    }

    /** Returns this with stripped blocks or without. */
    public Syntax withLstripBlocks(boolean strip) {
        return new Syntax(delimiters, trimBlocks, strip, keepTrailingNewline, doControl);
    }

    /** Returns this with the template's last newline kept or dropped. */
    public Syntax withKeepTrailingNewline(boolean keep) {
        return new Syntax(delimiters, trimBlocks, lstripBlocks, keep, doControl);
    }

    /** Returns this with {@code do}, {@code break} and {@code continue} or without. */
    public Syntax withDoControl(boolean control) {
        return new Syntax(delimiters, trimBlocks, lstripBlocks, keepTrailingNewline, control);
    }

    /** Returns this with other delimiters. */
    public Syntax withDelimiters(Delimiters others) {
        return new Syntax(others, trimBlocks, lstripBlocks, keepTrailingNewline, doControl);
    }
}
