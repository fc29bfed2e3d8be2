// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.lex;

/** What a token is. */
public enum TokenKind {
    DATA("template data / text"),
    VARIABLE_BEGIN("begin of print statement"),
    VARIABLE_END("end of print statement"),
    BLOCK_BEGIN("begin of statement block"),
    BLOCK_END("end of statement block"),
    NAME("name"),
    STRING("string"),
    INTEGER("integer"),
    FLOAT("float"),
    OPERATOR("operator"),
    END("end of template");

    private final String description;

    TokenKind(String description) {
        this.description = description;
    }

    /** Returns what a message calls it. */
    public String description() {
        return description;
    }
}
