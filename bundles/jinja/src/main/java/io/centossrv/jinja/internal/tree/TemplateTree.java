// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.tree;

import io.centossrv.jinja.spi.Variables;
import java.util.Map;

/**
 * A template, compiled.
 *
 * @param blocks its blocks by name
 */
public record TemplateTree(String name, Statement body, Map<String, BlockBody> blocks) {
    public TemplateTree {
        blocks = Map.copyOf(blocks);
    }

    /** Renders it from the start. */
    public Object render(Rendering rendering, Variables variables) {
        TemplateContext context = context(rendering, variables);
        Sink out = rendering.sink();
        write(rendering, context, out);
        return rendering.result(out);
    }

    /** Makes a context of its own. */
    TemplateContext context(Rendering rendering, Variables variables) {
        return new TemplateContext(name, variables, rendering.library().globals());
    }

    /** Runs it; where it extends another, that one gives the output. */
    void write(Rendering rendering, TemplateContext context, Sink out) {
        rendering.enter();
        blocks.values().forEach(block -> context.addBlock(block.name(), block));
        Frame frame = Frame.of(rendering, context);
        frame.put("self", new SelfReference(frame));
        body.execute(frame, out);
        Extends.finish(frame, out);
        rendering.leave();
    }
}
