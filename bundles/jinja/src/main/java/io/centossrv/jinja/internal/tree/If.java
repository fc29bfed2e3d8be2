// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.tree;

import io.centossrv.jinja.value.Truth;
import java.util.List;

/** {@code {% if %} … {% elif %} … {% else %} … {% endif %}}. */
public record If(List<Branch> branches, Statement otherwise) implements Statement {
    public If {
        branches = List.copyOf(branches);
    }

    @Override
    public Flow execute(Frame frame, Sink out) {
        for (Branch branch : branches) {
            if (Truth.of(branch.condition().evaluate(frame))) {
                return branch.body().execute(frame, out);
            }
        }
        return otherwise.execute(frame, out);
    }

    /** A condition and what is done where it holds. */
    public record Branch(Expression condition, Statement body) {}
}
