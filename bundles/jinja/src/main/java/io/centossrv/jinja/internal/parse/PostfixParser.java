// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.parse;

import io.centossrv.jinja.error.TemplateSyntaxError;
import io.centossrv.jinja.internal.lex.Token;
import io.centossrv.jinja.internal.lex.TokenKind;
import io.centossrv.jinja.internal.tree.ArgumentList;
import io.centossrv.jinja.internal.tree.Captures;
import io.centossrv.jinja.internal.tree.Expression;
import io.centossrv.jinja.internal.tree.Expressions;
import io.centossrv.jinja.internal.tree.Library;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Parses what follows an expression: attributes, subscripts, calls, filters and tests. */
final class PostfixParser {
    private static final Set<String> NO_ARGUMENT = Set.of("else", "or", "and");

    private final TokenStream stream;
    private final ExpressionParser expressions;
    private final Library library;

    PostfixParser(TokenStream stream, ExpressionParser expressions, Library library) {
        this.stream = stream;
        this.expressions = expressions;
        this.library = library;
    }

    Expression postfix(Expression start) {
        Expression value = start;
        while (true) {
            Token token = stream.current();
            if (token.isOperator(".")) {
                stream.next();
                value = attribute(value);
            } else if (token.isOperator("[")) {
                stream.next();
                value = new Expressions.Item(value, subscript());
            } else if (token.isOperator("(")) {
                value = new Expressions.Call(value, arguments());
            } else {
                return value;
            }
        }
    }

    Expression filters(Expression start) {
        Expression value = start;
        while (true) {
            Token token = stream.current();
            if (token.isOperator("|")) {
                stream.next();
                Captures.FilterUse filter = filter();
                value = new Expressions.FilterCall(value, filter.name(), filter.arguments());
            } else if (token.isName("is")) {
                stream.next();
                value = test(value);
            } else if (token.isOperator("(")) {
                value = new Expressions.Call(value, arguments());
            } else {
                return value;
            }
        }
    }

    private Expression attribute(Expression owner) {
        Token name = stream.next();
        if (name.kind() == TokenKind.NAME) {
            return new Expressions.Attribute(owner, name.text());
        }
        if (name.kind() != TokenKind.INTEGER) {
            throw stream.fail("expected name or number", name);
        }
        return new Expressions.Item(owner, new Expressions.Constant(NumberLiterals.integer(name.text())));
    }

    private Expression subscript() {
        List<Expression> keys = new ArrayList<>();
        while (!stream.current().isOperator("]")) {
            if (!keys.isEmpty()) {
                stream.expectOperator(",");
            }
            keys.add(key());
        }
        stream.expectOperator("]");
        return keys.size() == 1 ? keys.get(0) : new Expressions.TupleLiteral(keys);
    }

    private Expression key() {
        Optional<Expression> start = Optional.empty();
        if (!stream.current().isOperator(":")) {
            Expression single = expressions.expression();
            if (!stream.current().isOperator(":")) {
                return single;
            }
            start = Optional.of(single);
        }
        stream.next();
        Optional<Expression> stop = bound();
        Optional<Expression> step = stream.skipOperator(":") ? bound() : Optional.empty();
        return new Expressions.Span(start, stop, step);
    }

    private Optional<Expression> bound() {
        Token token = stream.current();
        boolean absent = token.isOperator(":") || token.isOperator("]") || token.isOperator(",");
        return absent ? Optional.empty() : Optional.of(expressions.expression());
    }

    /** Parses a filter's name and arguments. */
    Captures.FilterUse filter() {
        Token first = stream.current();
        String name = dottedName();
        if (!library.hasFilter(name)) {
            throw missing(first, () -> library.filter(name));
        }
        return new Captures.FilterUse(name, stream.current().isOperator("(") ? arguments() : ArgumentList.none());
    }

    private Expression test(Expression value) {
        boolean negated = stream.skipName("not");
        Token first = stream.current();
        String name = dottedName();
        ArgumentList arguments = testArguments();
        if (!library.hasTest(name)) {
            throw missing(first, () -> library.test(name));
        }
        Expression test = new Expressions.TestCall(value, name, arguments);
        return negated ? new Expressions.Not(test) : test;
    }

    private ArgumentList testArguments() {
        Token token = stream.current();
        if (token.isOperator("(")) {
            return arguments();
        }
        boolean argument =
                switch (token.kind()) {
                    case NAME -> !NO_ARGUMENT.contains(token.text());
                    case STRING, INTEGER, FLOAT -> true;
                    case OPERATOR -> token.text().equals("[") || token.text().equals("{");
                    default -> false;
                };
        if (!argument) {
            return ArgumentList.none();
        }
        if (token.isName("is")) {
            throw stream.fail("You cannot chain multiple tests with is", token);
        }
        Expression only = postfix(expressions.primary());
        return new ArgumentList(List.of(only), Map.of(), Optional.empty(), Optional.empty());
    }

    private String dottedName() {
        StringBuilder name = new StringBuilder(stream.expect(TokenKind.NAME).text());
        while (stream.skipOperator(".")) {
            name.append('.').append(stream.expect(TokenKind.NAME).text());
        }
        return name.toString();
    }

    private TemplateSyntaxError missing(Token where, Runnable lookUp) {
        try {
            lookUp.run();
        } catch (TemplateSyntaxError e) {
            return stream.fail(e.getMessage(), where);
        }
        return stream.fail("unknown: '" + where.text() + "'", where);
    }

    /** Parses arguments in parentheses. */
    ArgumentList arguments() {
        Token first = stream.current();
        stream.expectOperator("(");
        List<Expression> positional = new ArrayList<>();
        Map<String, Expression> named = new LinkedHashMap<>();
        Optional<Expression> rest = Optional.empty();
        Optional<Expression> namedRest = Optional.empty();
        while (!stream.current().isOperator(")")) {
            if (stream.skipOperator("*")) {
                ensure(rest.isEmpty() && namedRest.isEmpty(), first);
                rest = Optional.of(expressions.expression());
            } else if (stream.skipOperator("**")) {
                ensure(namedRest.isEmpty(), first);
                namedRest = Optional.of(expressions.expression());
            } else if (stream.current().kind() == TokenKind.NAME
                    && stream.following().isOperator("=")) {
                ensure(namedRest.isEmpty(), first);
                String name = stream.next().text();
                stream.next();
                named.put(name, expressions.expression());
            } else {
                ensure(rest.isEmpty() && namedRest.isEmpty() && named.isEmpty(), first);
                positional.add(expressions.expression());
            }
            if (!stream.skipOperator(",")) {
                break;
            }
        }
        stream.expectOperator(")");
        return new ArgumentList(positional, named, rest, namedRest);
    }

    private void ensure(boolean right, Token where) {
        if (!right) {
            throw stream.fail("invalid syntax for function call expression", where);
        }
    }
}
