// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.ansible;

import io.centossrv.jinja.internal.lex.Lexer;
import io.centossrv.jinja.internal.lex.Token;
import io.centossrv.jinja.internal.lex.TokenKind;
import io.centossrv.jinja.spi.Syntax;

/**
 * Doubles the backslashes inside of string literals in {@code {{ }}}: a playbook's author has escaped them for YAML
 * already, and Ansible spares him the second time. Blocks and template files are not touched.
 */
public final class Backslashes {
    private Backslashes() {}

    /** Returns a source with doubled backslashes. */
    public static String doubled(String source, Syntax syntax) {
        if (source.indexOf('\\') < 0 || !source.contains(syntax.delimiters().variableStart())) {
            return source;
        }
        String text =
                source.indexOf('\r') < 0 ? source : source.replace("\r\n", "\n").replace('\r', '\n');
        StringBuilder out = new StringBuilder(text.length() + 8);
        int last = 0;
        boolean inVariable = false;
        for (Token token : Lexer.tokens("<template>", text, syntax)) {
            inVariable =
                    token.kind() == TokenKind.VARIABLE_BEGIN || (inVariable && token.kind() != TokenKind.VARIABLE_END);
            if (inVariable && token.kind() == TokenKind.STRING) {
                out.append(text, last, token.start());
                out.append(text.substring(token.start(), token.end()).replace("\\", "\\\\"));
                last = token.end();
            }
        }
        return out.append(text.substring(last)).toString();
    }
}
