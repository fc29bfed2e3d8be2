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
    private final StringBuilder values = new StringBuilder();
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
        int number = count++;
        values.append(", ")
                .append(Comparisons.ofFact(attribute, compared))
                .append(" as x")
                .append(number);
        columns.append(", case when bool_or(x%1$d) then true when bool_and(x%1$d is not null) then false end as c%1$d"
                .formatted(number));
        return alias + ".c" + number;
    }

    /** "offset 0" has each comparison made once. */
    String text() {
        return "left join (select node" + columns + " from (select node" + values
                + " from fact_values where name = ? offset 0) v group by node) " + alias + " on " + alias
                + ".node = n.id\n";
    }

    List<Object> parameters() {
        List<Object> all = new ArrayList<>(compared);
        all.add(name);
        return all;
    }
}
