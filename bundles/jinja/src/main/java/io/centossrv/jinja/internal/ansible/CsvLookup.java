// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.ansible;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.spi.LookupContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code csvfile}: a column of the line that begins with a key. */
final class CsvLookup {
    private static final List<String> OPTIONS = List.of("file", "col", "delimiter", "default", "encoding");

    private CsvLookup() {}

    static List<Object> find(List<Object> terms, Map<String, Object> options, LookupContext context) {
        List<Object> found = new ArrayList<>();
        for (Object term : terms) {
            LookupTerm lookup = LookupTerm.parse(term, options, OPTIONS);
            if (lookup.key().isEmpty()) {
                throw EvaluationError.value("Search key is required but was not found");
            }
            String name = lookup.option("file", "ansible.csv");
            String delimiter = lookup.option("delimiter", "TAB").replace("TAB", "\t");
            String text = FileLookups.read(FileLookups.required("files", name, context));
            String value = column(text, lookup.key(), delimiter, Integer.parseInt(lookup.option("col", "1")));
            String result = value == null ? lookup.options().get("default") : value;
            if (result != null) {
                found.add(result);
            }
        }
        return found;
    }

    private static String column(String text, String key, String delimiter, int column) {
        for (String line : text.split("\r?\n")) {
            List<String> fields = fields(line, delimiter.charAt(0));
            if (fields.get(0).equals(key)) {
                if (column >= fields.size()) {
                    throw EvaluationError.lookup("csvfile: list index out of range");
                }
                return fields.get(column);
            }
        }
        return null;
    }

    /** By RFC 4180, with any delimiter. */
    private static List<String> fields(String line, char delimiter) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                boolean doubled = quoted && i + 1 < line.length() && line.charAt(i + 1) == '"';
                if (doubled) {
                    field.append('"');
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (c == delimiter && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
