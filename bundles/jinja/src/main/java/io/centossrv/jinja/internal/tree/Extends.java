// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.tree;

import io.centossrv.jinja.error.EvaluationError;

/** {@code {% extends template %}}: from here on only names count, and at the end the other template is written. */
public record Extends(Expression template) implements Statement {
    private static final String PARENT = " parent";

    @Override
    public Flow execute(Frame frame, Sink out) {
        if (isExtending(frame)) {
            throw EvaluationError.value("extended multiple times");
        }
        TemplateTree parent = Loading.required(frame, template.evaluate(frame));
        parent.blocks().values().forEach(block -> frame.context().addBlock(block.name(), block));
        frame.context().export(PARENT, parent);
        return Flow.NEXT;
    }

    /** Tells whether the template at work has said that it extends another. */
    static boolean isExtending(Frame frame) {
        return frame.isTop() && frame.context().exported().containsKey(PARENT);
    }

    /** Writes the template that was extended, and what that one extends. */
    static void finish(Frame frame, Sink out) {
        while (frame.context().exported().remove(PARENT) instanceof TemplateTree parent) {
            frame.rendering().enter();
            Frame top = Frame.of(frame.rendering(), frame.context());
            top.put("self", new SelfReference(top));
            parent.body().execute(top, out);
            frame.rendering().leave();
        }
    }
}
