// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.tree;

/** Text between blocks and variables. */
public record Data(String text) implements Statement {
    @Override
    public Flow execute(Frame frame, Sink out) {
        if (!Extends.isExtending(frame)) {
            out.add(text);
        }
        return Flow.NEXT;
    }
}
