// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.target;

import java.util.List;

/**
 * What a target's text means. It is evaluated in Kleene's three-valued logic, which is also SQL's: what is unknown of a
 * node, such as the name of one that is pending, stays unknown under {@code not}, and only what is true is selected.
 */
public sealed interface Target {
    /** True for each node. */
    record All() implements Target {}

    /** True for the node of exactly this name. */
    record Name(String name) implements Target {}

    /** True for names that match; a pattern of {@code *}, {@code ?}, {@code [a-z]}, {@code [!a]} and plain characters. */
    record Glob(String pattern) implements Target {}

    /** True where the operand is false. */
    record Not(Target operand) implements Target {}

    /** True where each operand is. */
    record And(List<Target> operands) implements Target {
        public And {
            operands = List.copyOf(operands);
        }
    }

    /** True where one operand is. */
    record Or(List<Target> operands) implements Target {
        public Or {
            operands = List.copyOf(operands);
        }
    }
}
