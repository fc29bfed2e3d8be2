// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.tree;

import io.centossrv.jinja.spi.Variables;
import java.util.Optional;

/** {@code {% include template %}}. */
public record Include(Expression template, boolean ignoreMissing, boolean withContext) implements Statement {
    @Override
    public Flow execute(Frame frame, Sink out) {
        Object names = template.evaluate(frame);
        Optional<TemplateTree> found =
                ignoreMissing ? Loading.find(frame, names) : Optional.of(Loading.required(frame, names));
        if (found.isPresent()) {
            Variables variables = withContext ? frame.context().withLocals(frame.visible()) : name -> Optional.empty();
            TemplateTree tree = found.get();
            tree.write(frame.rendering(), tree.context(frame.rendering(), variables), out);
        }
        return Flow.NEXT;
    }
}
