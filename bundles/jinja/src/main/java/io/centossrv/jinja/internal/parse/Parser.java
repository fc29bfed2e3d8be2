// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.parse;

import io.centossrv.jinja.internal.lex.Lexer;
import io.centossrv.jinja.internal.lex.Token;
import io.centossrv.jinja.internal.lex.TokenKind;
import io.centossrv.jinja.internal.tree.BlockBody;
import io.centossrv.jinja.internal.tree.Body;
import io.centossrv.jinja.internal.tree.Data;
import io.centossrv.jinja.internal.tree.Expression;
import io.centossrv.jinja.internal.tree.Library;
import io.centossrv.jinja.internal.tree.Placed;
import io.centossrv.jinja.internal.tree.Statement;
import io.centossrv.jinja.internal.tree.TemplateTree;
import io.centossrv.jinja.internal.tree.Writing;
import io.centossrv.jinja.spi.Syntax;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes a tree of a template.
 *
 * @see <a href="https://jinja.palletsprojects.com/en/3.1.x/templates/">Jinja, Template Designer Documentation</a>
 */
public final class Parser {
    /** As deep as blocks, loops and conditions may be nested. */
    private static final int MOST_DEPTH = 100;

    private final String name;
    private final TokenStream stream;
    private final ExpressionParser expressions;
    private final StatementParser statements;
    private final Map<String, BlockBody> blocks = new LinkedHashMap<>();
    private int depth;

    private Parser(String name, String source, Syntax syntax, Library library) {
        this.name = name;
        this.stream = new TokenStream(name, source, Lexer.tokens(name, source, syntax));
        NameUses uses = new NameUses();
        this.expressions = new ExpressionParser(stream, library, uses);
        this.statements = new StatementParser(this, stream, expressions, uses, syntax.doControl());
    }

    /** Parses a template; throws a syntax error with its place. */
    public static TemplateTree parse(String name, String source, Syntax syntax, Library library) {
        Parser parser = new Parser(name, Lexer.normalised(source, syntax), syntax, library);
        Statement body = parser.body(Set.of());
        return new TemplateTree(name, body, parser.blocks);
    }

    /** Parses statements and text up to a block that starts with one of these names, which stays current. */
    Statement body(Set<String> ends) {
        if (++depth > MOST_DEPTH) {
            throw stream.fail("statements are nested deeper than " + MOST_DEPTH, stream.current());
        }
        List<Statement> body = new ArrayList<>();
        while (stream.current().kind() != TokenKind.END) {
            Token token = stream.next();
            switch (token.kind()) {
                case DATA -> body.add(new Data(token.text()));
                case VARIABLE_BEGIN -> body.add(writing());
                default -> {
                    if (stream.current().kind() == TokenKind.NAME
                            && ends.contains(stream.current().text())) {
                        depth--;
                        return new Body(body);
                    }
                    body.add(statement());
                }
            }
        }
        if (!ends.isEmpty()) {
            throw stream.fail(
                    "Unexpected end of template. Jinja was looking for the following tags: '"
                            + String.join("' or '", ends.stream().sorted().toList()) + "'.",
                    stream.current());
        }
        depth--;
        return new Body(body);
    }

    private Statement writing() {
        Token first = stream.current();
        Expression expression = expressions.tuple();
        Writing writing = new Writing(expression, stream.place(first));
        stream.expect(TokenKind.VARIABLE_END);
        return writing;
    }

    private Statement statement() {
        Token first = stream.current();
        Statement statement = statements.parse();
        stream.expect(TokenKind.BLOCK_END);
        return new Placed(statement, stream.place(first));
    }

    /** Keeps a block. */
    void block(BlockBody block, Token where) {
        if (blocks.putIfAbsent(block.name(), block) != null) {
            throw stream.fail("block '" + block.name() + "' defined twice", where);
        }
    }

    String name() {
        return name;
    }
}
