// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.tree;

import io.centossrv.jinja.spi.Variables;
import io.centossrv.jinja.value.Instance;
import io.centossrv.jinja.value.Undefined;
import java.util.Map;
import java.util.Optional;

/** {@code {% import template as name %}}, and {@code {% from template import name as alias %}} where names are given. */
public record Import(Expression template, Optional<String> target, Map<String, String> aliases, boolean withContext)
        implements Statement {
    public Import {
        aliases = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(aliases));
    }

    @Override
    public Flow execute(Frame frame, Sink out) {
        TemplateTree tree = Loading.required(frame, template.evaluate(frame));
        Variables variables = withContext ? frame.context().withLocals(frame.visible()) : name -> Optional.empty();
        TemplateContext context = tree.context(frame.rendering(), variables);
        Sink body = frame.rendering().sink();
        tree.write(frame.rendering(), context, body);
        Module module = new Module(tree.name(), context.exported(), body);
        target.ifPresent(name -> Assign.assign(frame, name, module));
        aliases.forEach((name, alias) -> Assign.assign(
                frame,
                alias,
                module.attribute(name)
                        .orElseGet(() -> Undefined.because("the template '" + tree.name() + "' (imported on here) "
                                + "does not export the requested name '" + name + "'"))));
        return Flow.NEXT;
    }

    private record Module(String name, Map<String, Object> exported, Sink body) implements Instance {
        @Override
        public String typeName() {
            return "TemplateModule";
        }

        @Override
        public Optional<Object> attribute(String attribute) {
            return Optional.ofNullable(exported.get(attribute));
        }

        @Override
        public String repr() {
            return "<TemplateModule '" + name + "'>";
        }

        @Override
        public String str() {
            return body.text();
        }
    }
}
