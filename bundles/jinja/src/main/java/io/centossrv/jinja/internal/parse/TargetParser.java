// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.parse;

import io.centossrv.jinja.internal.lex.Token;
import io.centossrv.jinja.internal.lex.TokenKind;
import io.centossrv.jinja.internal.tree.Assign;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Parses what a value can be given to. */
final class TargetParser {
    private static final Set<String> CONSTANTS = Set.of("true", "True", "false", "False", "none", "None");

    private final TokenStream stream;

    TargetParser(TokenStream stream) {
        this.stream = stream;
    }

    /** Parses a name alone. */
    String name() {
        Token name = stream.expect(TokenKind.NAME);
        if (CONSTANTS.contains(name.text())) {
            throw stream.fail("can't assign to 'const'", name);
        }
        return name.text();
    }

    /** Parses the target of {@code set}: names, or an attribute of a namespace. */
    Assign.Target assigned() {
        if (stream.current().kind() == TokenKind.NAME && stream.following().isOperator(".")) {
            String name = stream.next().text();
            stream.next();
            return new Assign.NamespaceTarget(
                    name, stream.expect(TokenKind.NAME).text());
        }
        return tuple(Set.of());
    }

    /** Parses one target or several with commas between, up to one of these names. */
    Assign.Target tuple(Set<String> ends) {
        List<Assign.Target> all = new ArrayList<>();
        boolean several = false;
        while (!isEnd(ends)) {
            all.add(single());
            if (!stream.skipOperator(",")) {
                break;
            }
            several = true;
        }
        if (all.isEmpty()) {
            throw stream.fail("Expected an expression, got '" + stream.current().description() + "'", stream.current());
        }
        return several ? new Assign.TupleTarget(all) : all.get(0);
    }

    private boolean isEnd(Set<String> ends) {
        Token token = stream.current();
        return token.kind() == TokenKind.BLOCK_END
                || token.isOperator(")")
                || token.isOperator("=")
                || (token.kind() == TokenKind.NAME && ends.contains(token.text()));
    }

    private Assign.Target single() {
        Token token = stream.current();
        if (stream.skipOperator("(")) {
            Assign.Target inner = tuple(Set.of());
            stream.expectOperator(")");
            return inner;
        }
        if (token.kind() == TokenKind.STRING || token.kind() == TokenKind.INTEGER || token.kind() == TokenKind.FLOAT) {
            throw stream.fail("can't assign to 'const'", token);
        }
        return new Assign.NameTarget(name());
    }
}
