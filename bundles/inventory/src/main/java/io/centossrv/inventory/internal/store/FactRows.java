// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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

    boolean isEmpty() {
        return names.isEmpty();
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
