// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.host;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.regex.PythonPatterns;
import io.centossrv.playbook.module.ModuleFailure;
import io.centossrv.playbook.module.SurrogateText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A regular expression of Python over bytes, and what its groups hold. */
final class SearchedText {
    private final String expression;
    private final Pattern pattern;

    SearchedText(String expression) {
        this.expression = expression;
        String bytes = new String(SurrogateText.encode(expression), StandardCharsets.ISO_8859_1);
        try {
            pattern = new PythonPatterns().compileBytes(bytes, Pattern.MULTILINE);
        } catch (EvaluationError e) {
            throw new ModuleFailure("Invalid regular expression: " + e.getMessage());
        }
    }

    /** The groups of a match; absent ones are null. */
    record Found(List<Object> groups, Map<String, Object> named) {}

    Optional<Found> in(CharSequence text) {
        Matcher match = pattern.matcher(text);
        if (!match.find()) {
            return Optional.empty();
        }
        List<Object> groups = new ArrayList<>();
        for (int i = 1; i <= match.groupCount(); i++) {
            groups.add(text(match.group(i)));
        }
        Map<String, Object> named = new LinkedHashMap<>();
        names().forEach((name, number) -> named.put(name, groups.get(number - 1)));
        return Optional.of(new Found(groups, named));
    }

    private static Object text(String group) {
        return group == null ? null : SurrogateText.decode(group.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Returns the named groups by their number: the pattern itself has other names for them. */
    private Map<String, Integer> names() {
        Map<String, Integer> names = new LinkedHashMap<>();
        int number = 0;
        boolean inClass = false;
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            if (c == '\\') {
                i++;
            } else if (inClass) {
                inClass = c != ']';
            } else if (c == '[') {
                inClass = true;
                // The first character of a class may be the bracket that would close it.
                i += expression.startsWith("^]", i + 1) ? 2 : expression.startsWith("]", i + 1) ? 1 : 0;
            } else if (c == '(' && expression.startsWith("?P<", i + 1)) {
                number++;
                names.put(expression.substring(i + 4, expression.indexOf('>', i)), number);
            } else if (c == '(' && !expression.startsWith("?", i + 1)) {
                number++;
            }
        }
        return names;
    }
}
