// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import io.centossrv.persistence.Transaction;
import io.centossrv.protocol.NodeId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Facts as the columns of {@code fact_values}: a row for each element of a list, one for anything else. */
record FactRows(
        List<String> names, List<Integer> positions, List<String> values, List<Long> numbers, List<byte[]> orderKeys) {
    // Of a text that is longer, and of further elements, nothing is known to targets: no comparison with them is true.
    static final int MAX_TEXT = 255;
    static final int MAX_ELEMENTS = 100;

    static FactRows of(Map<String, Object> facts) {
        FactRows rows = new FactRows(
                new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        facts.forEach(rows::add);
        return rows;
    }

    /**
     * Writes what changed, and that alone: most reports change little.
     *
     * @param undo the facts that are different now, with what they were
     */
    static void write(
            Transaction transaction, NodeId node, SortedMap<String, Object> undo, SortedMap<String, Object> after)
            throws SQLException {
        String[] stale = undo.entrySet().stream()
                .filter(fact -> fact.getValue() != FactsJson.ABSENT)
                .map(Map.Entry::getKey)
                .toArray(String[]::new);
        if (stale.length > 0) {
            Sql.update(transaction, "delete from fact_values where node = ? and name = any (?)", node, (Object) stale);
        }
        SortedMap<String, Object> changed = new TreeMap<>(after);
        changed.keySet().retainAll(undo.keySet());
        FactRows rows = of(changed);
        if (!rows.names.isEmpty()) {
            Sql.update(
                    transaction,
                    "insert into fact_values (node, name, position, value, number, order_key)"
                            + " select ?, * from unnest(?::text[], ?::int[], ?::text[], ?::bigint[], ?::bytea[])",
                    node,
                    rows.names.toArray(String[]::new),
                    rows.positions.toArray(Integer[]::new),
                    rows.values.toArray(String[]::new),
                    rows.numbers.toArray(Long[]::new),
                    rows.orderKeys.toArray(byte[][]::new));
        }
    }

    private void add(String name, Object value) {
        if (!(value instanceof List<?> elements)) {
            add(name, 0, value);
            return;
        }
        int position = 0;
        for (Object element : elements) {
            if (position == MAX_ELEMENTS) {
                add(name, position, "x".repeat(MAX_TEXT + 1));
                return;
            }
            add(name, position++, element);
        }
    }

    private void add(String name, int position, Object value) {
        String text = String.valueOf(value);
        boolean known = text.length() <= MAX_TEXT;
        names.add(name);
        positions.add(position);
        values.add(known ? text : null);
        numbers.add(value instanceof Long number ? number : null);
        orderKeys.add(value instanceof String && known ? OrderKey.of(text).orElse(null) : null);
    }
}
