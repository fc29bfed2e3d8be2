// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.error;

/**
 * Where in a template something is.
 *
 * @param template the template's name
 * @param line from 1
 * @param column from 1, in UTF-16 code units
 * @param expression the text of the expression or statement, shortened; empty where there is none
 */
public record Place(String template, int line, int column, String expression) {
    @Override
    public String toString() {
        String at = template + ":" + line + ":" + column;
        return expression.isEmpty() ? at : at + " (" + expression + ")";
    }
}
