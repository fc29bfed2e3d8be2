// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.spi;

import java.util.List;

/**
 * How a template is written.
 *
 * @param trimBlocks the first newline after a block is dropped
 * @param lstripBlocks blanks from the start of a line to a block are dropped
 * @param keepTrailingNewline the newline at the template's end stays
 * @param doControl whether {@code do}, {@code break} and {@code continue} are statements
 */
public record Syntax(
        String blockStart,
        String blockEnd,
        String variableStart,
        String variableEnd,
        String commentStart,
        String commentEnd,
        boolean trimBlocks,
        boolean lstripBlocks,
        boolean keepTrailingNewline,
        boolean doControl) {
    public Syntax {
        for (String delimiter : List.of(blockStart, blockEnd, variableStart, variableEnd, commentStart, commentEnd)) {
            if (delimiter.isEmpty()) {
                throw new IllegalArgumentException("a delimiter is empty");
            }
        }
        if (blockStart.equals(variableStart) || blockStart.equals(commentStart) || variableStart.equals(commentStart)) {
            throw new IllegalArgumentException("block, variable and comment must start differently");
        }
    }

    /** Returns the language's own defaults. */
    public static Syntax defaults() {
        return new Syntax("{%", "%}", "{{", "}}", "{#", "#}", false, false, false, false);
    }

    /** Returns this with trimmed blocks or without. */
    public Syntax withTrimBlocks(boolean trim) {
        return new Syntax(
                blockStart,
                blockEnd,
                variableStart,
                variableEnd,
                commentStart,
                commentEnd,
                trim,
                lstripBlocks,
                keepTrailingNewline,
                doControl);
    }

    /** Returns this with stripped blocks or without. */
    public Syntax withLstripBlocks(boolean strip) {
        return new Syntax(
                blockStart,
                blockEnd,
                variableStart,
                variableEnd,
                commentStart,
                commentEnd,
                trimBlocks,
                strip,
                keepTrailingNewline,
                doControl);
    }

    /** Returns this with the template's last newline kept or dropped. */
    public Syntax withKeepTrailingNewline(boolean keep) {
        return new Syntax(
                blockStart,
                blockEnd,
                variableStart,
                variableEnd,
                commentStart,
                commentEnd,
                trimBlocks,
                lstripBlocks,
                keep,
                doControl);
    }

    /** Returns this with {@code do}, {@code break} and {@code continue} or without. */
    public Syntax withDoControl(boolean control) {
        return new Syntax(
                blockStart,
                blockEnd,
                variableStart,
                variableEnd,
                commentStart,
                commentEnd,
                trimBlocks,
                lstripBlocks,
                keepTrailingNewline,
                control);
    }

    /** Returns this with other delimiters of blocks, variables and comments. */
    public Syntax withDelimiters(
            String blockStart,
            String blockEnd,
            String variableStart,
            String variableEnd,
            String commentStart,
            String commentEnd) {
        return new Syntax(
                blockStart,
                blockEnd,
                variableStart,
                variableEnd,
                commentStart,
                commentEnd,
                trimBlocks,
                lstripBlocks,
                keepTrailingNewline,
                doControl);
    }
}
