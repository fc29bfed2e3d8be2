// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.spi;

import java.util.List;

/**
 * What sets blocks, variables and comments apart from text. None is empty, and the three start differently.
 *
 * @param blockStart such as <code>{%</code>
 * @param blockEnd such as <code>%}</code>
 * @param variableStart such as <code>{{</code>
 * @param variableEnd such as <code>}}</code>
 * @param commentStart such as <code>{#</code>
 * @param commentEnd such as <code>#}</code>
 */
public record Delimiters(
        String blockStart,
        String blockEnd,
        String variableStart,
        String variableEnd,
        String commentStart,
        String commentEnd) {
    public Delimiters {
        for (String delimiter : List.of(blockStart, blockEnd, variableStart, variableEnd, commentStart, commentEnd)) {
            if (delimiter.isEmpty()) {
                throw new IllegalArgumentException("a delimiter is empty");
            }
        }
        if (blockStart.equals(variableStart) || blockStart.equals(commentStart) || variableStart.equals(commentStart)) {
            throw new IllegalArgumentException("block, variable and comment must start differently");
        }
    }

    /** Returns the language's own. */
    public static Delimiters defaults() {
        return new Delimiters("{%", "%}", "{{", "}}", "{#", "#}");
    }
}
