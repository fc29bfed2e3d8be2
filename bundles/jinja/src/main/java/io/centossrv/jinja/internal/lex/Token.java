// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.lex;

/**
 * A word of a template.
 *
 * @param text as written; of a string without its quotes and with its escapes resolved
 * @param start where it starts in the template, from 0
 * @param end where it ends
 */
public record Token(TokenKind kind, String text, int start, int end, int line, int column) {
    /** Tells whether it is this operator. */
    public boolean isOperator(String operator) {
        return kind == TokenKind.OPERATOR && text.equals(operator);
    }

    /** Tells whether it is this name. */
    public boolean isName(String name) {
        return kind == TokenKind.NAME && text.equals(name);
    }

    /** Returns what a message calls it. */
    public String description() {
        return kind == TokenKind.NAME || kind == TokenKind.OPERATOR ? text : kind.description();
    }
}
