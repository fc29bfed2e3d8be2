// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.tree;

/** A part of a template that does something. */
@FunctionalInterface
public interface Statement {
    /** Where a loop goes on after a statement. */
    enum Flow {
        NEXT,
        BREAK,
        CONTINUE
    }

    Flow execute(Frame frame, Sink out);
}
