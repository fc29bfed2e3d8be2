// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.tree;

import io.centossrv.jinja.value.Callable;
import io.centossrv.jinja.value.Instance;
import java.util.Optional;

/** {@code self}: the template's blocks, to be called. */
record SelfReference(Frame frame) implements Instance {
    @Override
    public String typeName() {
        return "TemplateReference";
    }

    @Override
    public Optional<Object> attribute(String name) {
        return frame.context().block(name, 0).map(block -> (Callable) arguments -> BlockCall.capture(frame, name, 0));
    }

    @Override
    public String repr() {
        return "<TemplateReference '" + frame.context().template() + "'>";
    }
}
