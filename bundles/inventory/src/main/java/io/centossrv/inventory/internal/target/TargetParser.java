// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.target;

import io.centossrv.inventory.internal.target.TargetTokens.Kind;
import io.centossrv.inventory.internal.target.TargetTokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads a target: {@code or} binds least, then {@code and}, then {@code not}. Its length, words and nesting are bounded, so
 * that no input costs much.
 */
public final class TargetParser {
    /** Words that mean something in a target, so that no node may be called so. */
    public static final Set<String> RESERVED = Set.of("all", "and", "or", "not");

    private static final int MAX_LENGTH = 64 * 1024;
    private static final int MAX_TOKENS = 4_000;
    private static final int MAX_DEPTH = 50;
    private static final int MAX_CONDITIONS = 100;
    private static final Pattern GROUP_NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?");

    private final String text;
    private final List<Token> tokens;
    private int next;
    private int depth;
    private int conditions;

    private TargetParser(String text) {
        this.text = text;
        this.tokens = TargetTokens.of(text, MAX_TOKENS);
    }

    /**
     * Returns what the text means.
     *
     * @throws io.centossrv.platform.CentossrvException {@code target-invalid} with line and column
     */
    public static Target parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw TargetSyntax.error(text, 0, "it is longer than " + MAX_LENGTH + " characters.");
        }
        TargetParser parser = new TargetParser(text);
        Target target = parser.or();
        Token rest = parser.peek();
        if (rest.kind() == Kind.CLOSE) {
            throw parser.error(rest, "this ')' closes nothing.");
        }
        if (rest.kind() != Kind.END) {
            throw parser.error(rest, "'and' or 'or' is missing before " + rest.shown() + ".");
        }
        return target;
    }

    private Target or() {
        List<Target> operands = new ArrayList<>(List.of(and()));
        while (peek().is("or")) {
            next++;
            operands.add(and());
        }
        return operands.size() == 1 ? operands.get(0) : new Target.Or(operands);
    }

    private Target and() {
        List<Target> operands = new ArrayList<>(List.of(not()));
        while (peek().is("and")) {
            next++;
            operands.add(not());
        }
        return operands.size() == 1 ? operands.get(0) : new Target.And(operands);
    }

    private Target not() {
        Token token = peek();
        if (++depth > MAX_DEPTH) {
            throw error(token, "it is nested more than " + MAX_DEPTH + " deep.");
        }
        Target target;
        if (token.is("not")) {
            next++;
            target = new Target.Not(not());
        } else {
            target = primary();
        }
        depth--;
        return target;
    }

    private Target primary() {
        Token token = peek();
        if (token.kind() == Kind.OPEN) {
            next++;
            Target inner = or();
            if (peek().kind() != Kind.CLOSE) {
                throw error(peek(), "the '(' is not closed: ')' is missing before " + peek().shown() + ".");
            }
            next++;
            return inner;
        }
        if (token.kind() == Kind.GROUP) {
            next++;
            return group(token);
        }
        if (token.kind() == Kind.CONDITION) {
            next++;
            if (++conditions > MAX_CONDITIONS) {
                throw error(token, "it has more than " + MAX_CONDITIONS + " conditions; names don't count.");
            }
            return Conditions.parse(text, token);
        }
        if (token.kind() != Kind.WORD || token.is("and") || token.is("or")) {
            throw error(token, "a name or pattern is missing before " + token.shown() + ".");
        }
        next++;
        return word(token);
    }

    private Target group(Token token) {
        if (!GROUP_NAME.matcher(token.text()).matches()) {
            throw error(token, "a group's name has letters, digits, '.' and '-', at most 63.");
        }
        return new Target.Group(token.text());
    }

    private Target word(Token token) {
        String word = token.text();
        if (word.equals("all") || word.equals("*")) {
            return new Target.All();
        }
        if (word.chars().noneMatch(c -> "*?[]!".indexOf(c) >= 0)) {
            return new Target.Name(word);
        }
        GlobSyntax.problem(word).ifPresent(problem -> {
            throw TargetSyntax.error(text, token.offset() + problem.offset(), problem.message());
        });
        return new Target.Glob(word);
    }

    private Token peek() {
        return tokens.get(next);
    }

    private RuntimeException error(Token token, String problem) {
        return TargetSyntax.error(text, token.offset(), problem);
    }
}
