// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.parse;

import io.centossrv.jinja.internal.lex.TokenKind;
import io.centossrv.jinja.internal.tree.Expression;
import io.centossrv.jinja.internal.tree.Import;
import io.centossrv.jinja.internal.tree.Include;
import io.centossrv.jinja.internal.tree.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Parses the statements that use other templates. */
final class ImportParser {
    private final TokenStream stream;
    private final ExpressionParser expressions;

    ImportParser(TokenStream stream, ExpressionParser expressions) {
        this.stream = stream;
        this.expressions = expressions;
    }

    Statement include() {
        Expression template = expressions.expression();
        boolean ignoreMissing =
                stream.current().isName("ignore") && stream.following().isName("missing");
        if (ignoreMissing) {
            stream.next();
            stream.next();
        }
        return new Include(template, ignoreMissing, withContext().orElse(true));
    }

    Statement whole() {
        Expression template = expressions.expression();
        stream.expectName("as");
        String target = stream.expect(TokenKind.NAME).text();
        return new Import(template, Optional.of(target), Map.of(), withContext().orElse(false));
    }

    Statement fromImport() {
        Expression template = expressions.expression();
        stream.expectName("import");
        Map<String, String> aliases = new LinkedHashMap<>();
        Optional<Boolean> context = withContext();
        while (context.isEmpty() && stream.current().kind() == TokenKind.NAME) {
            String name = stream.next().text();
            if (name.startsWith("_")) {
                throw stream.fail("names starting with an underline can not be imported", stream.current());
            }
            aliases.put(
                    name, stream.skipName("as") ? stream.expect(TokenKind.NAME).text() : name);
            context = withContext();
            if (context.isEmpty() && !stream.skipOperator(",")) {
                break;
            }
            if (context.isEmpty()) {
                context = withContext();
            }
        }
        if (aliases.isEmpty()) {
            stream.expect(TokenKind.NAME);
        }
        return new Import(template, Optional.empty(), aliases, context.orElse(false));
    }

    private Optional<Boolean> withContext() {
        boolean with = stream.current().isName("with");
        if ((with || stream.current().isName("without")) && stream.following().isName("context")) {
            stream.next();
            stream.next();
            return Optional.of(with);
        }
        return Optional.empty();
    }
}
