// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.parse;

import io.centossrv.jinja.internal.lex.Token;
import io.centossrv.jinja.internal.lex.TokenKind;
import io.centossrv.jinja.internal.tree.Assign;
import io.centossrv.jinja.internal.tree.BlockBody;
import io.centossrv.jinja.internal.tree.BlockCall;
import io.centossrv.jinja.internal.tree.Body;
import io.centossrv.jinja.internal.tree.Captures;
import io.centossrv.jinja.internal.tree.Expression;
import io.centossrv.jinja.internal.tree.Expressions;
import io.centossrv.jinja.internal.tree.Extends;
import io.centossrv.jinja.internal.tree.For;
import io.centossrv.jinja.internal.tree.If;
import io.centossrv.jinja.internal.tree.MacroDefinition;
import io.centossrv.jinja.internal.tree.Statement;
import io.centossrv.jinja.internal.tree.Writing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Parses what stands in {@code {% %}}. Each method begins after the statement's name and ends before its block's end. */
final class StatementParser {
    private final Parser parser;
    private final TokenStream stream;
    private final ExpressionParser expressions;
    private final TargetParser targets;
    private final ImportParser imports;
    private final NameUses uses;
    private final boolean control;
    private int loops;

    StatementParser(Parser parser, TokenStream stream, ExpressionParser expressions, NameUses uses, boolean control) {
        this.parser = parser;
        this.stream = stream;
        this.expressions = expressions;
        this.targets = new TargetParser(stream);
        this.imports = new ImportParser(stream, expressions);
        this.uses = uses;
        this.control = control;
    }

    Statement parse() {
        Token first = stream.current();
        if (first.kind() != TokenKind.NAME) {
            throw stream.fail("tag name expected", first);
        }
        stream.next();
        return switch (first.text()) {
            case "for" -> loop();
            case "if" -> condition();
            case "set" -> set();
            case "block" -> block();
            case "extends" -> new Extends(expressions.expression());
            case "print" -> print(first);
            case "macro" -> macro();
            case "include" -> imports.include();
            case "from" -> imports.fromImport();
            case "import" -> imports.whole();
            case "with" -> with();
            case "call" -> call(first);
            case "filter" -> filter(first);
            case "autoescape" -> autoescape();
            case "do" -> control ? new Captures.Do(expressions.tuple()) : unknown(first);
            case "break", "continue" -> control ? jump(first) : unknown(first);
            default -> unknown(first);
        };
    }

    private Statement unknown(Token name) {
        throw stream.fail("Encountered unknown tag '" + name.text() + "'.", name);
    }

    private Statement jump(Token name) {
        if (loops == 0) {
            throw stream.fail("'" + name.text() + "' outside of a loop", name);
        }
        return new Captures.Jump(name.isName("break") ? Statement.Flow.BREAK : Statement.Flow.CONTINUE);
    }

    /** Parses a body whose opening block ends here; returns with the name that ended it read. */
    private Statement body(String... ends) {
        stream.skipOperator(":");
        stream.expect(TokenKind.BLOCK_END);
        return parser.body(Set.of(ends));
    }

    private Statement bodyUntil(String end) {
        Statement body = body(end);
        stream.next();
        return body;
    }

    private Statement loop() {
        Assign.Target target = targets.tuple(Set.of("in"));
        stream.expectName("in");
        Expression items = expressions.tupleUntil(Set.of("recursive"));
        Optional<Expression> condition =
                stream.skipName("if") ? Optional.of(expressions.expression()) : Optional.empty();
        boolean recursive = stream.skipName("recursive");
        loops++;
        Statement body = body("endfor", "else");
        loops--;
        Statement otherwise = stream.next().isName("endfor") ? new Body(List.of()) : bodyUntil("endfor");
        return new For(target, items, condition, recursive, body, otherwise);
    }

    private Statement condition() {
        List<If.Branch> branches = new ArrayList<>();
        while (true) {
            Expression condition = expressions.tupleUntil(Set.of());
            branches.add(new If.Branch(condition, body("elif", "else", "endif")));
            Token end = stream.next();
            if (end.isName("elif")) {
                continue;
            }
            return new If(branches, end.isName("else") ? bodyUntil("endif") : new Body(List.of()));
        }
    }

    private Statement set() {
        Assign.Target target = targets.assigned();
        if (stream.skipOperator("=")) {
            return new Assign(target, expressions.tuple());
        }
        List<Captures.FilterUse> filters = new ArrayList<>();
        while (stream.skipOperator("|")) {
            filters.add(expressions.postfix().filter());
        }
        return new Captures.SetBlock(target, filters, bodyUntil("endset"));
    }

    private Statement block() {
        Token name = stream.expect(TokenKind.NAME);
        boolean scoped = stream.skipName("scoped");
        boolean required = stream.skipName("required");
        if (stream.current().isOperator("-")) {
            throw stream.fail(
                    "Block names in Jinja have to be valid Python identifiers and may not contain hyphens,"
                            + " use an underscore instead.",
                    stream.current());
        }
        Statement body = bodyUntil("endblock");
        stream.skipName(name.text());
        parser.block(new BlockBody(name.text(), body, required), name);
        return new BlockCall(name.text(), scoped);
    }

    private Statement print(Token first) {
        List<Statement> writings = new ArrayList<>();
        while (stream.current().kind() != TokenKind.BLOCK_END) {
            if (!writings.isEmpty()) {
                stream.expectOperator(",");
            }
            Expression expression = expressions.expression();
            writings.add(new Writing(expression, stream.place(first)));
        }
        return new Body(writings);
    }

    private List<MacroDefinition.Parameter> parameters() {
        List<MacroDefinition.Parameter> parameters = new ArrayList<>();
        stream.expectOperator("(");
        while (!stream.current().isOperator(")")) {
            if (!parameters.isEmpty()) {
                stream.expectOperator(",");
            }
            String name = targets.name();
            Optional<Expression> byDefault =
                    stream.skipOperator("=") ? Optional.of(expressions.expression()) : Optional.empty();
            boolean others =
                    parameters.stream().anyMatch(known -> known.byDefault().isPresent());
            if (byDefault.isEmpty() && others) {
                throw stream.fail("non-default argument follows default argument", stream.current());
            }
            parameters.add(new MacroDefinition.Parameter(name, byDefault));
        }
        stream.expectOperator(")");
        return parameters;
    }

    private MacroDefinition macro() {
        String name = targets.name();
        List<MacroDefinition.Parameter> parameters = parameters();
        return definition(name, parameters, "endmacro");
    }

    private MacroDefinition definition(String name, List<MacroDefinition.Parameter> parameters, String end) {
        uses.begin();
        int outerLoops = loops;
        loops = 0;
        Statement body = bodyUntil(end);
        loops = outerLoops;
        return new MacroDefinition(name, parameters, uses.end(), body);
    }

    private Statement call(Token first) {
        List<MacroDefinition.Parameter> parameters = stream.current().isOperator("(") ? parameters() : List.of();
        Expression expression = expressions.expression();
        if (!(expression instanceof Expressions.Call called)) {
            throw stream.fail("expected call", first);
        }
        return new Captures.CallBlock(called, definition("caller", parameters, "endcall"), stream.place(first));
    }

    private Statement filter(Token first) {
        List<Captures.FilterUse> filters =
                new ArrayList<>(List.of(expressions.postfix().filter()));
        while (stream.skipOperator("|")) {
            filters.add(expressions.postfix().filter());
        }
        return new Captures.FilterBlock(filters, bodyUntil("endfilter"), stream.place(first));
    }

    private Statement with() {
        Map<Assign.Target, Expression> values = new LinkedHashMap<>();
        while (stream.current().kind() != TokenKind.BLOCK_END) {
            if (!values.isEmpty()) {
                stream.expectOperator(",");
            }
            Assign.Target target = targets.assigned();
            stream.expectOperator("=");
            values.put(target, expressions.expression());
        }
        return new Captures.With(values, bodyUntil("endwith"));
    }

    /** Escaping is asked for with {@code escape}; the switch is read, opens a scope, and changes nothing else. */
    private Statement autoescape() {
        expressions.expression();
        return new Captures.With(Map.of(), bodyUntil("endautoescape"));
    }
}
