// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.load;

import io.centossrv.playbook.MistakeKind;
import io.centossrv.playbook.Position;
import io.centossrv.playbook.internal.parse.NearestName;
import io.centossrv.playbook.internal.yaml.Plain;
import io.centossrv.playbook.internal.yaml.Value;
import io.centossrv.playbook.model.Keyword;
import io.centossrv.playbook.model.Keywords;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the keywords of a map, and what can be told of their values before they are evaluated. */
final class KeywordReader {
    private static final Pattern IDENTIFIER = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");
    private static final Set<String> RESERVED = Set.of(
            "False",
            "None",
            "True",
            "and",
            "as",
            "assert",
            "async",
            "await",
            "break",
            "class",
            "continue",
            "def",
            "del",
            "elif",
            "else",
            "except",
            "finally",
            "for",
            "from",
            "global",
            "if",
            "import",
            "in",
            "is",
            "lambda",
            "nonlocal",
            "not",
            "or",
            "pass",
            "raise",
            "return",
            "try",
            "while",
            "with",
            "yield");

    private final Reading reading;

    KeywordReader(Reading reading) {
        this.reading = reading;
    }

    /** Returns whether each key of a map is a keyword there; says which is not. */
    boolean known(Value.Mapping map, Set<String> keywords, String what) {
        boolean all = true;
        for (Value.Entry entry : map.entries()) {
            if (!keywords.contains(entry.key())) {
                all = false;
                reading.add(
                        "unknown-keyword",
                        MistakeKind.UNKNOWN_KEYWORD,
                        entry.at(),
                        map.position(),
                        "'" + entry.key() + "' is no keyword of " + what + NearestName.offer(entry.key(), keywords));
            }
        }
        return all;
    }

    /** Returns the keywords of a map but some. */
    Keywords read(Value.Mapping map, Set<String> but) {
        Map<String, Keyword> keywords = new LinkedHashMap<>();
        for (Value.Entry entry : map.entries()) {
            if (but.contains(entry.key())) {
                continue;
            }
            keywords.put(
                    entry.key(),
                    entry.key().equals("vars")
                            ? new Keyword(vars(entry, map.position()), entry.at(), Plain.place(entry.value()))
                            : Plain.keyword(entry));
        }
        return new Keywords(keywords);
    }

    /** Returns the variables of {@code vars}: a map, or a list of maps of which the later win. */
    Map<String, Object> vars(Value.Entry entry, Position owner) {
        List<Value> maps = entry.value() instanceof Value.Sequence list ? list.items() : List.of(entry.value());
        Map<String, Object> vars = new LinkedHashMap<>();
        for (Value one : maps) {
            if (one instanceof Value.Mapping map) {
                map.entries().forEach(variable -> variable(variable, owner));
                vars.putAll(Plain.texts(map));
            } else if (one.plain() != null || maps.size() > 1) {
                reading.add(
                        "bad-type",
                        MistakeKind.BAD_VALUE,
                        one.position(),
                        owner,
                        "'vars' takes a map, or a list of maps, not " + one.kind());
            }
        }
        return vars;
    }

    private void variable(Value.Entry variable, Position owner) {
        if (!isName(variable.name())) {
            reading.add(
                    "bad-name",
                    MistakeKind.MALFORMED,
                    variable.at(),
                    owner,
                    "'" + variable.key() + "' is no name for a variable: letters, digits and "
                            + "_, not beginning with a digit, and no word of Python");
        }
    }

    static boolean isName(Object name) {
        return name instanceof String text && IDENTIFIER.matcher(text).matches() && !RESERVED.contains(text);
    }
}
