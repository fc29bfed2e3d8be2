// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.inventory.internal;

import io.centossrv.inventory.message.FactValue;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Facts as they travel. */
final class FactValues {
    private FactValues() {}

    static Map<String, FactValue> of(Map<String, Object> facts) {
        Map<String, FactValue> values = new TreeMap<>();
        facts.forEach((name, value) -> values.put(name, of(value)));
        return values;
    }

    static FactValue of(Object value) {
        if (value instanceof Long number) {
            return new FactValue.Whole(number);
        }
        if (value instanceof Boolean flag) {
            return new FactValue.Flag(flag);
        }
        if (value instanceof List<?> texts) {
            return new FactValue.Texts(texts.stream().map(String.class::cast).toList());
        }
        return new FactValue.Text((String) value);
    }
}
