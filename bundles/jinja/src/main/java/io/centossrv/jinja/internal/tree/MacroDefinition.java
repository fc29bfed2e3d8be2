// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.tree;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code {% macro name(parameters) %} … {% endmacro %}}.
 *
 * @param uses which of {@code caller}, {@code varargs} and {@code kwargs} its body names: what it doesn't name it
 *     doesn't take
 */
public record MacroDefinition(String name, List<Parameter> parameters, Set<String> uses, Statement body)
        implements Statement {
    public MacroDefinition {
        parameters = List.copyOf(parameters);
        uses = Set.copyOf(uses);
    }

    @Override
    public Flow execute(Frame frame, Sink out) {
        Assign.assign(frame, name, new Macro(this, frame));
        return Flow.NEXT;
    }

    /** A parameter, and what it is where it isn't given. */
    public record Parameter(String name, Optional<Expression> byDefault) {}
}
