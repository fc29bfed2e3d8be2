// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor;

import io.centossrv.playbook.module.PythonText;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Attributes as Ansible prints them in a diff: JSON, sorted, indented by four. */
final class AttributeText {
    private AttributeText() {}

    static String of(Object value) {
        StringBuilder out = new StringBuilder();
        write(value, "", out);
        return out.append('\n').toString();
    }

    private static void write(Object value, String indent, StringBuilder out) {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            out.append("{\n");
            String comma = "";
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((key, one) -> sorted.put(String.valueOf(key), one));
            for (Map.Entry<String, Object> entry : sorted.entrySet()) {
                out.append(comma).append(indent).append("    ");
                out.append(PythonText.json(entry.getKey())).append(": ");
                write(entry.getValue(), indent + "    ", out);
                comma = ",\n";
            }
            out.append('\n').append(indent).append('}');
        } else if (value instanceof List<?> list && !list.isEmpty()) {
            out.append("[\n");
            String comma = "";
            for (Object item : list) {
                out.append(comma).append(indent).append("    ");
                write(item, indent + "    ", out);
                comma = ",\n";
            }
            out.append('\n').append(indent).append(']');
        } else {
            out.append(PythonText.json(value));
        }
    }
}
