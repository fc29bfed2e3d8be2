// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import io.centossrv.inventory.internal.target.Target;
import io.centossrv.inventory.internal.target.Target.Attribute;
import io.centossrv.inventory.internal.target.Target.Kind;
import io.centossrv.inventory.internal.target.Target.Operator;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The joins of a target, one for each thing that it asks for. */
final class TargetJoins {
    private static final ErrorCode TOO_LARGE = new ErrorCode("target-too-large", ErrorKind.USER);
    // Each costs a walk over an index: about a millisecond for a thousand nodes.
    private static final int MOST = 100;
    private static final String FACTS_KNOWN = "left join facts fk on fk.node = n.id";
    private static final String PACKAGES_KNOWN = "left join node_items pk on pk.node = n.id and pk.kind = 'package'";

    private final Map<Target, String> truths = new LinkedHashMap<>();
    private final Map<String, FactJoin> facts = new LinkedHashMap<>();
    private final List<Object> parameters = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private boolean factsKnown;
    private boolean packagesKnown;

    /** Returns an expression, without parameters, for what the target is of a node. */
    String truth(Target target) {
        String known = truths.get(target);
        if (known != null) {
            return known;
        }
        if (truths.size() >= MOST) {
            throw new CentossrvException(
                    TOO_LARGE,
                    "With its groups the target asks for more than " + MOST + " different things. Use fewer groups.");
        }
        String truth = join(target);
        truths.put(target, truth);
        return truth;
    }

    /** Returns the joins, once all truths were asked for. */
    String text() {
        StringBuilder all = new StringBuilder(text);
        facts.values().forEach(fact -> all.append(fact.text()));
        return all.toString();
    }

    List<Object> parameters() {
        List<Object> all = new ArrayList<>(parameters);
        facts.values().forEach(fact -> all.addAll(fact.parameters()));
        return all;
    }

    private String join(Target target) {
        String alias = "t" + truths.size();
        if (target instanceof Target.Members members) {
            join("(select node from group_members where name = ?)", alias, members.group());
            return alias + ".node is not null";
        }
        if (target instanceof Target.Role role) {
            NamePattern pattern = NamePattern.of(role.pattern());
            join(
                    "(select distinct node from labels where kind = 'role' and name " + pattern.operator() + " ?)",
                    alias,
                    pattern.text());
            return alias + ".node is not null";
        }
        if (target instanceof Target.Site site) {
            NamePattern pattern = NamePattern.of(site.pattern());
            join(
                    "(select node, value " + pattern.operator()
                            + " ? as truth from labels where kind = 'site' and name = '')",
                    alias,
                    pattern.text());
            return alias + ".truth";
        }
        if (target instanceof Attribute attribute) {
            return switch (attribute.kind()) {
                case TAG, META -> label(attribute, alias);
                case FACT -> fact(attribute);
                case PKG -> pkg(attribute, alias);
            };
        }
        throw new IllegalArgumentException("a target that is not looked up: " + target.getClass());
    }

    private String label(Attribute attribute, String alias) {
        List<Object> values = new ArrayList<>();
        String truth = attribute.operator() == Operator.PRESENT
                ? "true"
                : Comparisons.of(attribute, "value", "order_key", values);
        values.add(attribute.kind() == Kind.TAG ? "tag" : "meta");
        values.add(attribute.key());
        join("(select node, " + truth + " as truth from labels where kind = ? and name = ?)", alias, values.toArray());
        return attribute.operator() == Operator.PRESENT ? alias + ".node is not null" : alias + ".truth";
    }

    private String fact(Attribute attribute) {
        FactJoin join = facts.computeIfAbsent(attribute.key(), key -> new FactJoin("f" + facts.size(), key));
        if (attribute.operator() != Operator.PRESENT) {
            return join.compared(attribute);
        }
        if (!factsKnown) {
            factsKnown = true;
            text.append(FACTS_KNOWN).append('\n');
        }
        return "case when " + join.alias() + ".node is not null then true when fk.node is not null then false end";
    }

    private String pkg(Attribute attribute, String alias) {
        if (!packagesKnown) {
            packagesKnown = true;
            text.append(PACKAGES_KNOWN).append('\n');
        }
        // "offset 0" keeps the planner from looking into each node's thousand packages in turn.
        List<Object> values = new ArrayList<>(List.of(attribute.key()));
        String truth = Comparisons.ofPackage(attribute, values);
        join(
                "(select node from node_items where items && array(select id from items where kind = 'package'"
                        + " and name = ?" + truth + ") offset 0)",
                alias,
                values.toArray());
        return "case when " + alias + ".node is not null then true when pk.node is not null then false end";
    }

    private void join(String rows, String alias, Object... values) {
        text.append("left join ").append(rows).append(' ').append(alias);
        text.append(" on ").append(alias).append(".node = n.id\n");
        parameters.addAll(List.of(values));
    }
}
