// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import io.centossrv.inventory.internal.target.Target.Attribute;
import java.util.ArrayList;
import java.util.List;

/** One fact with all that a target asks of it: a row for each node that has it. */
final class FactJoin {
    private final String alias;
    private final String name;
    private final List<Object> compared = new ArrayList<>();
    private final StringBuilder columns = new StringBuilder();
    private int count;

    FactJoin(String alias, String name) {
        this.alias = alias;
        this.name = name;
    }

    String alias() {
        return alias;
    }

    /** Adds a comparison: true where it is of one element, else unknown where it is of one. */
    String compared(Attribute attribute) {
        String column = "c" + count++;
        List<Object> values = new ArrayList<>();
        String truth = Comparisons.ofFact(attribute, values);
        columns.append(", case when bool_or(")
                .append(truth)
                .append(") then true when bool_and((")
                .append(truth)
                .append(") is not null) then false end as ")
                .append(column);
        compared.addAll(values);
        compared.addAll(values);
        return alias + "." + column;
    }

    String text() {
        return "left join (select node" + columns + " from fact_values where name = ? group by node) " + alias + " on "
                + alias + ".node = n.id\n";
    }

    List<Object> parameters() {
        List<Object> all = new ArrayList<>(compared);
        all.add(name);
        return all;
    }
}
