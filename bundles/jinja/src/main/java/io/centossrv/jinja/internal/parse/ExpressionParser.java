// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.parse;

import io.centossrv.jinja.internal.lex.Token;
import io.centossrv.jinja.internal.lex.TokenKind;
import io.centossrv.jinja.internal.tree.Expression;
import io.centossrv.jinja.internal.tree.Expressions;
import io.centossrv.jinja.internal.tree.Expressions.Operator;
import io.centossrv.jinja.internal.tree.Library;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Parses expressions; each method a level of precedence, the loosest first, as Jinja has them. */
final class ExpressionParser {
    /** As deep as expressions may be nested: the parser and the evaluator go as deep on the stack. */
    private static final int MOST_DEPTH = 200;

    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");
    private static final Map<String, Operator> SUMS = Map.of("+", Operator.ADD, "-", Operator.SUBTRACT);
    private static final Map<String, Operator> PRODUCTS = Map.of(
            "*", Operator.MULTIPLY,
            "/", Operator.DIVIDE,
            "//", Operator.DIVIDE_FLOOR,
            "%", Operator.REMAINDER);

    private final TokenStream stream;
    private final PostfixParser postfix;
    private final NameUses uses;
    private int depth;

    ExpressionParser(TokenStream stream, Library library, NameUses uses) {
        this.stream = stream;
        this.uses = uses;
        this.postfix = new PostfixParser(stream, this, library);
    }

    PostfixParser postfix() {
        return postfix;
    }

    /** Parses one expression, with {@code if … else}. */
    Expression expression() {
        if (++depth > MOST_DEPTH) {
            throw stream.fail("expressions are nested deeper than " + MOST_DEPTH, stream.current());
        }
        Expression value = or();
        while (stream.skipName("if")) {
            Expression condition = or();
            Optional<Expression> no = stream.skipName("else") ? Optional.of(expression()) : Optional.empty();
            value = new Expressions.Conditional(condition, value, no);
        }
        depth--;
        return value;
    }

    /** Parses an expression, or a tuple where commas follow. */
    Expression tuple() {
        return tuple(this::expression, Set.of(), false);
    }

    /** Parses a tuple without {@code if … else} that ends before one of these names. */
    Expression tupleUntil(Set<String> ends) {
        return tuple(this::or, ends, false);
    }

    private Expression tuple(Supplier<Expression> element, Set<String> ends, boolean inParentheses) {
        List<Expression> elements = new ArrayList<>();
        boolean isTuple = false;
        while (!isTupleEnd(ends)) {
            elements.add(element.get());
            if (!stream.skipOperator(",")) {
                break;
            }
            isTuple = true;
        }
        if (!isTuple && elements.size() == 1) {
            return elements.get(0);
        }
        if (elements.isEmpty() && !inParentheses) {
            throw stream.fail("Expected an expression, got '" + stream.current().description() + "'", stream.current());
        }
        return new Expressions.TupleLiteral(elements);
    }

    private boolean isTupleEnd(Set<String> ends) {
        Token token = stream.current();
        return switch (token.kind()) {
            case VARIABLE_END, BLOCK_END -> true;
            case OPERATOR -> token.text().equals(")");
            case NAME -> ends.contains(token.text());
            default -> false;
        };
    }

    /** Parses without {@code if … else}. */
    Expression or() {
        Expression left = and();
        while (stream.skipName("or")) {
            left = new Expressions.Or(left, and());
        }
        return left;
    }

    private Expression and() {
        Expression left = not();
        while (stream.skipName("and")) {
            left = new Expressions.And(left, not());
        }
        return left;
    }

    private Expression not() {
        int negations = 0;
        while (stream.skipName("not")) {
            negations++;
        }
        Expression value = comparison();
        for (int i = 0; i < negations; i++) {
            value = new Expressions.Not(value);
        }
        return value;
    }

    private Expression comparison() {
        Expression first = sum();
        List<Expressions.Link> links = new ArrayList<>();
        while (true) {
            Token token = stream.current();
            if (token.kind() == TokenKind.OPERATOR && COMPARISONS.contains(token.text())) {
                stream.next();
                links.add(new Expressions.Link(token.text(), sum()));
            } else if (stream.skipName("in")) {
                links.add(new Expressions.Link("in", sum()));
            } else if (token.isName("not") && stream.following().isName("in")) {
                stream.next();
                stream.next();
                links.add(new Expressions.Link("not in", sum()));
            } else {
                return links.isEmpty() ? first : new Expressions.Chain(first, links);
            }
        }
    }

    private Expression sum() {
        return binary(SUMS, this::concatenation);
    }

    private Expression concatenation() {
        List<Expression> parts = new ArrayList<>(List.of(product()));
        while (stream.skipOperator("~")) {
            parts.add(product());
        }
        return parts.size() == 1 ? parts.get(0) : new Expressions.Concatenation(parts);
    }

    private Expression product() {
        return binary(PRODUCTS, this::power);
    }

    private Expression power() {
        return binary(Map.of("**", Operator.POWER), () -> signed(true));
    }

    private Expression binary(Map<String, Operator> operators, Supplier<Expression> operand) {
        Expression left = operand.get();
        while (stream.current().kind() == TokenKind.OPERATOR
                && operators.containsKey(stream.current().text())) {
            Operator operator = operators.get(stream.next().text());
            left = new Expressions.Binary(operator, left, operand.get());
        }
        return left;
    }

    private Expression signed(boolean withFilters) {
        Expression value;
        Token token = stream.current();
        if (token.isOperator("-") || token.isOperator("+")) {
            if (++depth > MOST_DEPTH) {
                throw stream.fail("expressions are nested deeper than " + MOST_DEPTH, token);
            }
            stream.next();
            value = new Expressions.Signed(token.isOperator("-"), signed(false));
            depth--;
        } else {
            value = primary();
        }
        value = postfix.postfix(value);
        return withFilters ? postfix.filters(value) : value;
    }

    /** Parses a literal, a name, or what stands in brackets. */
    Expression primary() {
        Token token = stream.current();
        return switch (token.kind()) {
            case NAME -> name(stream.next().text());
            case STRING -> new Expressions.Constant(strings());
            case INTEGER ->
                new Expressions.Constant(NumberLiterals.integer(stream.next().text()));
            case FLOAT ->
                new Expressions.Constant(NumberLiterals.real(stream.next().text()));
            case OPERATOR -> bracket(token);
            default -> throw unexpected(token);
        };
    }

    private Expression bracket(Token token) {
        return switch (token.text()) {
            case "(" -> parentheses();
            case "[" -> list();
            case "{" -> dict();
            default -> throw unexpected(token);
        };
    }

    private Expression parentheses() {
        stream.next();
        Expression inside = tuple(this::expression, Set.of(), true);
        stream.expectOperator(")");
        return inside;
    }

    private Expression list() {
        stream.next();
        List<Expression> elements = new ArrayList<>();
        while (!stream.current().isOperator("]")) {
            elements.add(expression());
            if (!stream.skipOperator(",")) {
                break;
            }
        }
        stream.expectOperator("]");
        return new Expressions.ListLiteral(elements);
    }

    private Expression dict() {
        stream.next();
        List<Expressions.Pair> pairs = new ArrayList<>();
        while (!stream.current().isOperator("}")) {
            Expression key = expression();
            stream.expectOperator(":");
            pairs.add(new Expressions.Pair(key, expression()));
            if (!stream.skipOperator(",")) {
                break;
            }
        }
        stream.expectOperator("}");
        return new Expressions.DictLiteral(pairs);
    }

    private RuntimeException unexpected(Token token) {
        return stream.fail("unexpected '" + token.description() + "'", token);
    }

    private Expression name(String name) {
        return switch (name) {
            case "true", "True" -> new Expressions.Constant(true);
            case "false", "False" -> new Expressions.Constant(false);
            case "none", "None" -> new Expressions.Constant(null);
            default -> {
                uses.add(name);
                yield new Expressions.Name(name);
            }
        };
    }

    private String strings() {
        StringBuilder all = new StringBuilder();
        while (stream.current().kind() == TokenKind.STRING) {
            all.append(stream.next().text());
        }
        return all.toString();
    }
}
