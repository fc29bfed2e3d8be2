// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts a target into tokens. */
final class TargetTokens {
    private static final int MAX_WORD = 255;
    private static final int MAX_CONDITION = 1_024;

    private TargetTokens() {}

    enum Kind {
        OPEN,
        CLOSE,
        WORD,
        /** {@code tag:env=prod} and the like, as it was written. */
        CONDITION,
        GROUP,
        END
    }

    /**
     * A token.
     *
     * @param text in lower case, as names are; of a condition as it was written
     * @param offset of its first character in the target
     */
    record Token(Kind kind, String text, int offset) {
        boolean is(String word) {
            return kind == Kind.WORD && text.equals(word);
        }

        String shown() {
            return kind == Kind.END ? "the end" : "'" + text + "'";
        }
    }

    static List<Token> of(String target, int most) {
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < target.length()) {
            char c = target.charAt(at);
            int start = at;
            if (isSpace(c)) {
                at++;
                continue;
            } else if (c == '(' || c == ')') {
                at++;
                tokens.add(new Token(c == '(' ? Kind.OPEN : Kind.CLOSE, String.valueOf(c), start));
            } else if (c == '@') {
                at = endOfWord(target, start + 1);
                tokens.add(new Token(Kind.GROUP, target.substring(start + 1, at).toLowerCase(Locale.ROOT), start));
            } else if (isCondition(target, start)) {
                at = endOfCondition(target, start);
                tokens.add(new Token(Kind.CONDITION, target.substring(start, at), start));
            } else {
                at = endOfWord(target, start);
                tokens.add(new Token(Kind.WORD, target.substring(start, at).toLowerCase(Locale.ROOT), start));
            }
            if (tokens.size() > most) {
                throw TargetSyntax.error(target, start, "it has more than " + most + " words and parentheses.");
            }
        }
        tokens.add(new Token(Kind.END, "", target.length()));
        return tokens;
    }

    private static boolean isCondition(String target, int start) {
        int at = start;
        while (at < target.length() && isLetter(target.charAt(at))) {
            at++;
        }
        return at > start && at < target.length() && target.charAt(at) == ':';
    }

    /** A condition ends at a space or parenthesis which is not between quotation marks. */
    private static int endOfCondition(String target, int start) {
        boolean quoted = false;
        int at = start;
        while (at < target.length()) {
            char c = target.charAt(at);
            if (quoted && c == '\\' && at + 1 < target.length() && target.charAt(at + 1) == '"') {
                at++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (isSpace(c) || c == '(' || c == ')')) {
                break;
            }
            at++;
        }
        if (quoted) {
            throw TargetSyntax.error(target, target.indexOf('"', start), "this '\"' is not closed.");
        }
        if (at - start > MAX_CONDITION) {
            throw TargetSyntax.error(target, start, "a condition has at most " + MAX_CONDITION + " characters.");
        }
        return at;
    }

    private static int endOfWord(String target, int start) {
        int at = start;
        while (at < target.length() && isWordCharacter(target.charAt(at))) {
            at++;
        }
        if (at == target.length() && at == start) {
            throw TargetSyntax.error(target, start - 1, "after '@' a group's name is missing.");
        }
        if (at == start
                || (at < target.length() && !isSpace(target.charAt(at)) && "()".indexOf(target.charAt(at)) < 0)) {
            throw TargetSyntax.error(target, at, unexpected(target.codePointAt(at)));
        }
        if (at - start > MAX_WORD) {
            throw TargetSyntax.error(target, start, "a name or pattern has at most " + MAX_WORD + " characters.");
        }
        return at;
    }

    private static String unexpected(int character) {
        if (character == ',' || character == '|') {
            return "write 'or' between names.";
        }
        if (character == '&') {
            return "write 'and' between conditions.";
        }
        if (character == '=' || character == '<' || character == '>') {
            return "say what is compared: tag:, meta:, fact: or pkg: before the name.";
        }
        String shown = Character.isISOControl(character)
                ? String.format("U+%04X", character)
                : "'" + Character.toString(character) + "'";
        return "the character " + shown + " has no meaning here.";
    }

    static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isWordCharacter(char c) {
        return isLetter(c) || (c >= '0' && c <= '9') || "-.*?[]!".indexOf(c) >= 0;
    }
}
