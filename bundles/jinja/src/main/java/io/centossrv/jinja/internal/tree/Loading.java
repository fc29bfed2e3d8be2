// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.tree;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.value.Items;
import io.centossrv.jinja.value.Text;
import io.centossrv.jinja.value.Undefined;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Finds a template by its name, or the first of several names. */
final class Loading {
    private Loading() {}

    static TemplateTree required(Frame frame, Object names) {
        return find(frame, names).orElseThrow(() -> EvaluationError.lookup(message(names)));
    }

    static Optional<TemplateTree> find(Frame frame, Object names) {
        Undefined.check(names);
        Collection<?> all = Text.isText(names) ? List.of(names) : Items.view(names);
        for (Object name : all) {
            Optional<TemplateTree> found = frame.rendering().library().load(Text.of(name));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static String message(Object names) {
        return Text.isText(names)
                ? "there is no template '" + names + "'"
                : "none of the templates given were found: " + Text.repr(names);
    }
}
