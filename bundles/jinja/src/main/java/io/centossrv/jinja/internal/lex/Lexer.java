// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.lex;

import io.centossrv.jinja.error.Place;
import io.centossrv.jinja.error.TemplateSyntaxError;
import io.centossrv.jinja.spi.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts a template into tokens: text, and inside of blocks and variables the words of the expression language.
 *
 * @see <a href="https://jinja.palletsprojects.com/en/3.1.x/templates/">Jinja, Template Designer Documentation</a>
 */
public final class Lexer {
    private static final Pattern RAW = Pattern.compile("\\G([-+]?)\\s*raw\\s*(-?)");
    private static final Pattern END_RAW = Pattern.compile("\\G([-+]?)\\s*endraw\\s*([-+]?)");

    private final String template;
    private final Syntax syntax;
    private final String source;
    private final LineIndex lines;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String template, String source, Syntax syntax) {
        this.template = template;
        this.syntax = syntax;
        this.source = source;
        this.lines = new LineIndex(source);
    }

    /** Returns a source as it is lexed: newlines as {@code \n}, the last one dropped unless it is to be kept. */
    public static String normalised(String source, Syntax syntax) {
        String text =
                source.indexOf('\r') < 0 ? source : source.replace("\r\n", "\n").replace('\r', '\n');
        return syntax.keepTrailingNewline() || !text.endsWith("\n") ? text : text.substring(0, text.length() - 1);
    }

    /** Returns the tokens of a normalised source; the last one is {@link TokenKind#END}. */
    public static List<Token> tokens(String template, String source, Syntax syntax) {
        return new Lexer(template, source, syntax).run();
    }

    private List<Token> run() {
        while (at < source.length()) {
            text();
        }
        tokens.add(token(TokenKind.END, "", source.length(), source.length()));
        return tokens;
    }

    /** Reads text up to the next delimiter, and what it opens. */
    private void text() {
        int begin = at;
        Opening opening = next();
        if (opening == null) {
            data(begin, source.length(), false, false);
            at = source.length();
            return;
        }
        int inside = opening.at + opening.delimiter.length();
        char sign = inside < source.length() ? source.charAt(inside) : 0;
        boolean strip = sign == '-';
        boolean lstrip = syntax.lstripBlocks() && sign != '+' && !opening.isVariable(syntax);
        data(begin, opening.at, strip, lstrip);
        at = inside;
        if (opening.delimiter.equals(syntax.delimiters().commentStart())) {
            at += strip || sign == '+' ? 1 : 0;
            comment(opening.at);
        } else if (opening.isVariable(syntax)) {
            at += strip || sign == '+' ? 1 : 0;
            tokens.add(token(TokenKind.VARIABLE_BEGIN, source.substring(opening.at, at), opening.at, at));
            new WordLexer(this, syntax.delimiters().variableEnd(), TokenKind.VARIABLE_END, opening.at).run();
        } else if (!raw(opening.at)) {
            at += strip || sign == '+' ? 1 : 0;
            tokens.add(token(TokenKind.BLOCK_BEGIN, source.substring(opening.at, at), opening.at, at));
            new WordLexer(this, syntax.delimiters().blockEnd(), TokenKind.BLOCK_END, opening.at).run();
        }
    }

    private Opening next() {
        Opening first = null;
        for (String delimiter : List.of(
                syntax.delimiters().blockStart(),
                syntax.delimiters().variableStart(),
                syntax.delimiters().commentStart())) {
            int found = source.indexOf(delimiter, at);
            boolean earlier = first == null
                    || found < first.at
                    || (found == first.at && delimiter.length() > first.delimiter.length());
            if (found >= 0 && earlier) {
                first = new Opening(delimiter, found);
            }
        }
        return first;
    }

    private void data(int begin, int end, boolean strip, boolean lstrip) {
        int last = end;
        if (strip) {
            while (last > begin && Character.isWhitespace(source.charAt(last - 1))) {
                last--;
            }
        } else if (lstrip) {
            int blank = end;
            while (blank > begin && (source.charAt(blank - 1) == ' ' || source.charAt(blank - 1) == '\t')) {
                blank--;
            }
            if (blank == 0 || source.charAt(blank - 1) == '\n') {
                last = blank;
            }
        }
        if (last > begin) {
            tokens.add(token(TokenKind.DATA, source.substring(begin, last), begin, last));
        }
    }

    private void comment(int begin) {
        int end = source.indexOf(syntax.delimiters().commentEnd(), at);
        if (end < 0) {
            throw fail("Missing end of comment tag", begin);
        }
        char before = source.charAt(end - 1);
        boolean signed = end > at && (before == '-' || before == '+');
        at = end + syntax.delimiters().commentEnd().length();
        skipAfterBlock(signed ? before : 0);
    }

    /** Reads a raw block, where there is one. */
    private boolean raw(int begin) {
        Matcher start = RAW.matcher(source);
        if (!start.find(at) || !source.startsWith(syntax.delimiters().blockEnd(), start.end())) {
            return false;
        }
        int inner = start.end() + syntax.delimiters().blockEnd().length();
        if (!start.group(2).isEmpty()) {
            inner = skipped(inner);
        }
        for (int open = source.indexOf(syntax.delimiters().blockStart(), inner); open >= 0; ) {
            Matcher close = END_RAW.matcher(source);
            if (close.find(open + syntax.delimiters().blockStart().length())
                    && source.startsWith(syntax.delimiters().blockEnd(), close.end())) {
                boolean lstrip = syntax.lstripBlocks() && close.group(1).isEmpty();
                data(inner, open, close.group(1).equals("-"), lstrip);
                at = close.end() + syntax.delimiters().blockEnd().length();
                skipAfterBlock(close.group(2).isEmpty() ? 0 : close.group(2).charAt(0));
                return true;
            }
            open = source.indexOf(syntax.delimiters().blockStart(), open + 1);
        }
        throw fail("Missing end of raw directive", begin);
    }

    /** Skips what the sign at a block's end, or the trimming of blocks, drops. */
    void skipAfterBlock(char sign) {
        if (sign == '-') {
            at = skipped(at);
        } else if (sign != '+' && syntax.trimBlocks() && at < source.length() && source.charAt(at) == '\n') {
            at++;
        }
    }

    private int skipped(int from) {
        int end = from;
        while (end < source.length() && Character.isWhitespace(source.charAt(end))) {
            end++;
        }
        return end;
    }

    String source() {
        return source;
    }

    int position() {
        return at;
    }

    void move(int position) {
        at = position;
    }

    void add(TokenKind kind, String text, int start, int end) {
        tokens.add(token(kind, text, start, end));
    }

    private Token token(TokenKind kind, String text, int start, int end) {
        return new Token(kind, text, start, end, lines.line(start), lines.column(start));
    }

    TemplateSyntaxError fail(String message, int where) {
        return new TemplateSyntaxError(message).at(new Place(template, lines.line(where), lines.column(where), ""));
    }

    private record Opening(String delimiter, int at) {
        boolean isVariable(Syntax syntax) {
            return delimiter.equals(syntax.delimiters().variableStart());
        }
    }
}
