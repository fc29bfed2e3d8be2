// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.lex;

import io.centossrv.jinja.internal.text.Escapes;
import io.centossrv.jinja.value.Text;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts what is between the braces of a variable, or between a block's marks, into words. */
final class WordLexer {
    private static final Pattern FLOAT = Pattern.compile(
            "\\G(?<!\\.)(?:\\d+_)*\\d+(?:(?:\\.(?:\\d+_)*\\d+)?[eE][+-]?(?:\\d+_)*\\d+|\\.(?:\\d+_)*\\d+)");
    private static final Pattern INTEGER = Pattern.compile(
            "\\G(?:0[bB](?:_?[0-1])+|0[oO](?:_?[0-7])+|0[xX](?:_?[\\da-fA-F])+|[1-9](?:_?\\d)*|0(?:_?0)*)");
    private static final Pattern NAME = Pattern.compile("\\G[\\w]+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern STRING = Pattern.compile(
            "\\G(?:'[^'\\\\]*+(?:\\\\.[^'\\\\]*+)*+'|\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\")", Pattern.DOTALL);
    private static final List<String> OPERATORS = List.of(
            "//", "**", "==", "!=", ">=", "<=", "+", "-", "/", "*", "%", "~", "[", "]", "(", ")", "{", "}", ">", "<",
            "=", ".", ":", "|", ",", ";");

    private final Lexer lexer;
    private final String source;
    private final String end;
    private final TokenKind endKind;
    private final int opened;
    private final Deque<String> open = new ArrayDeque<>();

    WordLexer(Lexer lexer, String end, TokenKind endKind, int opened) {
        this.lexer = lexer;
        this.source = lexer.source();
        this.end = end;
        this.endKind = endKind;
        this.opened = opened;
    }

    void run() {
        while (lexer.position() < source.length()) {
            int at = lexer.position();
            if (Character.isWhitespace(source.charAt(at))) {
                lexer.move(at + 1);
            } else if (ends(at)) {
                return;
            } else {
                word(at);
            }
        }
        throw lexer.fail("unexpected end of template, expected '" + end + "'", opened);
    }

    private boolean ends(int at) {
        if (!open.isEmpty()) {
            return false;
        }
        char first = source.charAt(at);
        boolean signed =
                (first == '-' || (first == '+' && endKind == TokenKind.BLOCK_END)) && source.startsWith(end, at + 1);
        if (!signed && !source.startsWith(end, at)) {
            return false;
        }
        int after = at + end.length() + (signed ? 1 : 0);
        lexer.add(endKind, source.substring(at, after), at, after);
        lexer.move(after);
        if (endKind == TokenKind.BLOCK_END || signed) {
            lexer.skipAfterBlock(signed ? first : 0);
        }
        return true;
    }

    private void word(int at) {
        Matcher matcher = FLOAT.matcher(source);
        if (matcher.find(at)) {
            take(TokenKind.FLOAT, at, matcher.end());
        } else if (matcher.usePattern(INTEGER).find(at)) {
            take(TokenKind.INTEGER, at, matcher.end());
        } else if (matcher.usePattern(NAME).find(at)) {
            take(TokenKind.NAME, at, matcher.end());
        } else if (matcher.usePattern(STRING).find(at)) {
            lexer.add(TokenKind.STRING, resolved(at, matcher.end()), at, matcher.end());
            lexer.move(matcher.end());
        } else {
            operator(at);
        }
    }

    private String resolved(int at, int after) {
        return Escapes.resolve(source.substring(at + 1, after - 1))
                .orElseThrow(() -> lexer.fail("a \\x, \\u or \\U escape that is cut short, or no character", at));
    }

    private void operator(int at) {
        String operator = OPERATORS.stream()
                .filter(candidate -> source.startsWith(candidate, at))
                .findFirst()
                .orElseThrow(() ->
                        lexer.fail("unexpected char " + Text.quoted(Character.toString(source.codePointAt(at))), at));
        switch (operator) {
            case "{" -> open.push("}");
            case "(" -> open.push(")");
            case "[" -> open.push("]");
            case "}", ")", "]" -> close(operator, at);
            default -> {}
        }
        take(TokenKind.OPERATOR, at, at + operator.length());
    }

    private void close(String operator, int at) {
        if (open.isEmpty()) {
            throw lexer.fail("unexpected '" + operator + "'", at);
        }
        String expected = open.pop();
        if (!operator.equals(expected)) {
            throw lexer.fail("unexpected '" + operator + "', expected '" + expected + "'", at);
        }
    }

    private void take(TokenKind kind, int at, int after) {
        lexer.add(kind, source.substring(at, after), at, after);
        lexer.move(after);
    }
}
