// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.ansible;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.regex.Replacement;
import io.centossrv.jinja.spi.Evaluation;
import io.centossrv.jinja.spi.Filter;
import io.centossrv.jinja.value.CallArguments;
import io.centossrv.jinja.value.Signature;
import io.centossrv.jinja.value.Text;
import io.centossrv.jinja.value.Truth;
import io.centossrv.jinja.value.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Filters with regular expressions. */
final class RegexFilters {
    private static final Signature REPLACE =
            Signature.of("regex_replace", "pattern=", "replacement=", "ignorecase=", "multiline=");
    private static final Signature FIND = Signature.of("regex_findall", "regex", "multiline=", "ignorecase=");
    private static final Signature ESCAPE = Signature.of("regex_escape", "re_type=");

    private RegexFilters() {}

    static Map<String, Filter> all() {
        return Map.of(
                "regex_replace", RegexFilters::replace,
                "regex_findall", RegexFilters::findAll,
                "regex_search", RegexFilters::search,
                "regex_escape", RegexFilters::escape);
    }

    private static int flags(Object ignoreCase, Object multiline) {
        return (Truth.of(ignoreCase) ? Pattern.CASE_INSENSITIVE : 0) | (Truth.of(multiline) ? Pattern.MULTILINE : 0);
    }

    private static Object replace(Object value, CallArguments arguments, Evaluation evaluation) {
        Signature.Bound bound = REPLACE.bind(arguments);
        Matcher matcher = evaluation.matcher(
                bound.text("pattern", ""), flags(bound.get("ignorecase"), bound.get("multiline")), Text.of(value));
        return Replacement.of(bound.text("replacement", "")).replaceAll(matcher, Text.of(value));
    }

    private static Object findAll(Object value, CallArguments arguments, Evaluation evaluation) {
        Signature.Bound bound = FIND.bind(arguments);
        Matcher matcher = evaluation.matcher(
                Text.of(bound.get("regex")), flags(bound.get("ignorecase"), bound.get("multiline")), Text.of(value));
        List<Object> found = new ArrayList<>();
        while (matcher.find()) {
            found.add(
                    matcher.groupCount() == 0
                            ? matcher.group()
                            : matcher.groupCount() == 1 ? orEmpty(matcher.group(1)) : groups(matcher));
        }
        return found;
    }

    private static Tuple groups(Matcher matcher) {
        List<Object> groups = new ArrayList<>();
        for (int i = 1; i <= matcher.groupCount(); i++) {
            groups.add(orEmpty(matcher.group(i)));
        }
        return Tuple.of(groups);
    }

    private static String orEmpty(String group) {
        return group == null ? "" : group;
    }

    private static Object search(Object value, CallArguments arguments, Evaluation evaluation) {
        if (arguments.positional().isEmpty() && !arguments.named().containsKey("regex")) {
            throw EvaluationError.type("regex_search() missing 1 required positional argument: 'regex'");
        }
        boolean named = arguments.positional().isEmpty();
        Object regex =
                named ? arguments.named().get("regex") : arguments.positional().get(0);
        List<Object> wanted = named ? List.of() : arguments.from(1).positional();
        Matcher matcher = evaluation.matcher(
                Text.of(regex),
                flags(arguments.named().get("ignorecase"), arguments.named().get("multiline")),
                Text.of(value));
        List<String> groups = wanted.stream().map(RegexFilters::group).toList();
        if (!matcher.find()) {
            return null;
        }
        if (groups.isEmpty()) {
            return matcher.group();
        }
        List<Object> found = new ArrayList<>();
        groups.forEach(group -> found.add(Replacement.group(matcher, group)));
        return found;
    }

    private static String group(Object argument) {
        String text = Text.of(argument);
        if (text.matches("\\\\g<\\S+>")) {
            return text.substring(3, text.length() - 1);
        }
        if (text.matches("(?s)\\\\\\d+.*")) {
            return text.substring(1).replaceAll("(?s)\\D.*", "");
        }
        throw EvaluationError.value("Unknown argument");
    }

    private static Object escape(Object value, CallArguments arguments, Evaluation evaluation) {
        String type = ESCAPE.bind(arguments).text("re_type", "python");
        String text = Text.of(value);
        return switch (type) {
            case "python" -> python(text);
            case "posix_basic" -> text.replaceAll("([\\].\\[^$*\\\\])", "\\\\$1");
            case "posix_extended" -> throw EvaluationError.value("Regex type (posix_extended) not yet implemented");
            default -> throw EvaluationError.value("Invalid regex type (" + type + ")");
        };
    }

    private static String python(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (point < 128 && "()[]{}?*+-|^$\\.&~# \t\n\r\u000b\f".indexOf(point) >= 0) {
                out.append('\\');
            }
            out.appendCodePoint(point);
        });
        return out.toString();
    }
}
