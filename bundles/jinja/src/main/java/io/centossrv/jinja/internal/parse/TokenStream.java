// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.parse;

import io.centossrv.jinja.error.Place;
import io.centossrv.jinja.error.TemplateSyntaxError;
import io.centossrv.jinja.internal.lex.Token;
import io.centossrv.jinja.internal.lex.TokenKind;
import java.util.List;

/** Tokens, one after another. */
final class TokenStream {
    private static final int MOST_SHOWN = 80;

    private final String template;
    private final String source;
    private final List<Token> tokens;
    private int at;

    TokenStream(String template, String source, List<Token> tokens) {
        this.template = template;
        this.source = source;
        this.tokens = tokens;
    }

    Token current() {
        return tokens.get(at);
    }

    Token following() {
        return tokens.get(Math.min(at + 1, tokens.size() - 1));
    }

    Token next() {
        Token token = current();
        if (at < tokens.size() - 1) {
            at++;
        }
        return token;
    }

    boolean skipName(String name) {
        boolean is = current().isName(name);
        if (is) {
            next();
        }
        return is;
    }

    boolean skipOperator(String operator) {
        boolean is = current().isOperator(operator);
        if (is) {
            next();
        }
        return is;
    }

    Token expect(TokenKind kind) {
        if (current().kind() != kind) {
            throw unexpected(kind.description());
        }
        return next();
    }

    void expectOperator(String operator) {
        if (!skipOperator(operator)) {
            throw unexpected(operator);
        }
    }

    void expectName(String name) {
        if (!skipName(name)) {
            throw unexpected(name);
        }
    }

    private TemplateSyntaxError unexpected(String expected) {
        if (current().kind() == TokenKind.END) {
            return fail("unexpected end of template, expected '" + expected + "'.", current());
        }
        return fail("expected token '" + expected + "', got '" + current().description() + "'", current());
    }

    TemplateSyntaxError fail(String message, Token where) {
        return new TemplateSyntaxError(message).at(new Place(template, where.line(), where.column(), ""));
    }

    /** Returns the place of what was read since a token. */
    Place place(Token first) {
        int end = at == 0 ? first.end() : tokens.get(at - 1).end();
        String text = source.substring(first.start(), Math.max(first.start(), end));
        String shown = text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "…" : text;
        return new Place(template, first.line(), first.column(), shown);
    }
}
