// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.ansible;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.spi.LookupContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code ini}: a key of a section of an INI file, or of a properties file. */
final class IniLookup {
    private static final List<String> OPTIONS =
            List.of("type", "file", "section", "re", "encoding", "default", "case_sensitive", "allow_no_value");

    private IniLookup() {}

    static List<Object> find(List<Object> terms, Map<String, Object> options, LookupContext context) {
        List<Object> found = new ArrayList<>();
        for (Object term : terms) {
            LookupTerm lookup = LookupTerm.parse(term, options, OPTIONS);
            String name = lookup.option("file", "ansible.ini");
            String text = FileLookups.read(FileLookups.required("files", name, context));
            boolean properties = lookup.option("type", "ini").equals("properties");
            String section = properties ? "" : lookup.option("section", "global");
            boolean exact = isTrue(lookup.option("case_sensitive", "false"));
            Map<String, Map<String, String>> sections = sections(text, exact);
            Map<String, String> values = sections.get(section);
            if (values == null) {
                throw EvaluationError.value("No section '" + section + "' in " + name);
            }
            String key = exact ? lookup.key() : lookup.key().toLowerCase(Locale.ROOT);
            if (isTrue(lookup.option("re", "false"))) {
                Pattern pattern = Pattern.compile(lookup.key());
                values.forEach((known, value) -> {
                    if (pattern.matcher(known).lookingAt()) {
                        found.add(value);
                    }
                });
            } else {
                found.add(values.getOrDefault(key, lookup.option("default", "")));
            }
        }
        return found;
    }

    private static boolean isTrue(String word) {
        return List.of("true", "yes", "1", "on").contains(word.toLowerCase(Locale.ROOT));
    }

    private static Map<String, Map<String, String>> sections(String text, boolean exact) {
        Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        Map<String, String> section = new LinkedHashMap<>();
        sections.put("", section);
        for (String line : text.split("\r?\n")) {
            String plain = line.strip();
            if (plain.isEmpty() || plain.startsWith("#") || plain.startsWith(";")) {
                continue;
            }
            if (plain.startsWith("[") && plain.endsWith("]")) {
                section =
                        sections.computeIfAbsent(plain.substring(1, plain.length() - 1), name -> new LinkedHashMap<>());
                continue;
            }
            String[] sides = plain.split("\\s*[=:]\\s*", 2);
            section.put(exact ? sides[0] : sides[0].toLowerCase(Locale.ROOT), sides.length == 2 ? sides[1] : "");
        }
        return sections;
    }
}
