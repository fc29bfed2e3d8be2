// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.target;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a target's text means. It is evaluated in Kleene's three-valued logic, which is also SQL's: what is unknown of a
 * node, such as a tag that it does not have, stays unknown under {@code not}, and only what is true is selected.
 */
public sealed interface Target {
    /** True for each node. */
    record All() implements Target {}

    /** True for the node of exactly this name; unknown for one without a name. */
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

    /** True for nodes that have a role which matches this glob; never unknown. */
    record Role(String pattern) implements Target {}

    /** True for nodes whose site matches this glob; unknown for one without a site. */
    record Site(String pattern) implements Target {}

    /**
     * True where the attribute is as the condition says. A tag, a metadatum or a fact that the node does not have is
     * unknown, but under {@link Operator#PRESENT}; so is a text in an order of numbers. A package that it does not have is
     * not as any condition says, and unknown only where it has not reported its packages.
     *
     * @param operand empty for {@link Operator#PRESENT} alone
     */
    record Attribute(Kind kind, String key, Operator operator, Optional<String> operand) implements Target {
        public Attribute {
            Objects.requireNonNull(kind, "kind");
            if (operand.isPresent() == (operator == Operator.PRESENT)) {
                throw new IllegalArgumentException("an operator and its operand belong together");
            }
        }
    }

    /** True for what the group means; the parser leaves it, and {@link TargetGroups} puts in what it means. */
    record Group(String name) implements Target {}

    /** True for the nodes that an operator put into this group; never unknown. */
    record Members(String group) implements Target {}

    /** What has attributes. */
    enum Kind {
        TAG,
        META,
        FACT,
        PKG
    }

    /** How an attribute is compared. Of a fact or package with several values one must be so. */
    enum Operator {
        PRESENT,
        EQUAL,
        LESS,
        AT_MOST,
        GREATER,
        AT_LEAST,
        MATCHES
    }
}
