// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja;

import io.centossrv.jinja.internal.tree.Rendering;
import io.centossrv.jinja.internal.tree.TemplateTree;
import io.centossrv.jinja.spi.Variables;

/** A compiled template. Rendered by any number of threads at a time. */
public final class Template {
    private final LoadedLibrary library;
    private final TemplateTree tree;

    Template(LoadedLibrary library, TemplateTree tree) {
        this.library = library;
        this.tree = tree;
    }

    /** Returns what the template gives: a text, or what else the environment's {@link Output} makes of it. */
    public Object render(Variables variables) {
        return tree.render(new Rendering(library, variables), variables);
    }
}
