// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.tree;

/** A part of a template that has a value. */
@FunctionalInterface
public interface Expression {
    Object evaluate(Frame frame);
}
