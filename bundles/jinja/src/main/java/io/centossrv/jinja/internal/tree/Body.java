// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.tree;

import java.util.List;

/** Statements in order. */
public record Body(List<Statement> statements) implements Statement {
    public Body {
        statements = List.copyOf(statements);
    }

    @Override
    public Flow execute(Frame frame, Sink out) {
        for (int i = 0; i < statements.size(); i++) {
            frame.rendering().step();
            Flow flow = statements.get(i).execute(frame, out);
            if (flow != Flow.NEXT) {
                return flow;
            }
        }
        return Flow.NEXT;
    }
}
