// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.ansible;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.spi.Evaluation;
import io.centossrv.jinja.spi.Filter;
import io.centossrv.jinja.value.CallArguments;
import io.centossrv.jinja.value.Callable;
import io.centossrv.jinja.value.Comparison;
import io.centossrv.jinja.value.Numbers;
import io.centossrv.jinja.value.Text;
import io.centossrv.jinja.value.Truth;
import io.centossrv.jinja.value.Undefined;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Filters of words and addresses. */
final class WordFilters {
    private static final Set<String> YES = Set.of("yes", "on", "1", "true");
    private static final Map<String, Map<String, Object>> COMMENTS = Map.of(
            "plain", Map.of("decoration", "# "),
            "erlang", Map.of("decoration", "% "),
            "c", Map.of("decoration", "// "),
            "cblock", Map.of("beginning", "/*", "decoration", " * ", "end", " */"),
            "xml", Map.of("beginning", "<!--", "decoration", " - ", "end", "-->"));

    private WordFilters() {}

    static Map<String, Filter> all() {
        return Map.of(
                "bool", WordFilters::bool,
                "quote", (value, arguments, evaluation) -> quoted(value == null ? "" : Text.of(value)),
                "comment", WordFilters::comment,
                "split", WordFilters::split,
                "urlsplit", UrlParts::split,
                "urldecode",
                        (value, arguments, evaluation) -> URLDecoder.decode(Text.of(value), StandardCharsets.UTF_8));
    }

    private static Object bool(Object value, CallArguments arguments, Evaluation evaluation) {
        if (value == null || value instanceof Boolean) {
            return value;
        }
        Undefined.check(value);
        return Text.isText(value)
                ? YES.contains(value.toString().toLowerCase(Locale.ROOT))
                : Comparison.equal(value, 1L);
    }

    static String quoted(String text) {
        if (text.isEmpty()) {
            return "''";
        }
        return text.matches("[\\w@%+=:,./-]+") ? text : "'" + text.replace("'", "'\"'\"'") + "'";
    }

    private static Object split(Object value, CallArguments arguments, Evaluation evaluation) {
        return ((Callable) evaluation.attribute(Text.of(value), "split")).call(arguments);
    }

    private static Object comment(Object value, CallArguments arguments, Evaluation evaluation) {
        Object named = arguments.named().getOrDefault("style", "plain");
        String style = Text.of(
                arguments.positional().isEmpty()
                        ? named
                        : arguments.positional().get(0));
        Map<String, Object> look = COMMENTS.get(style);
        if (look == null) {
            throw EvaluationError.lookup("Invalid style '" + style + "'. It has to be one of "
                    + COMMENTS.keySet().stream().sorted().toList());
        }
        Look given = new Look(look, arguments.named());
        String newline = given.text("newline", "\n");
        String decoration = given.text("decoration", "");
        String edge = decoration.stripTrailing();
        String beginning = given.text("beginning", "");
        String prefix = given.text("prefix", edge);
        StringBuilder out = new StringBuilder(beginning.isEmpty() ? "" : beginning + newline);
        String line = prefix.equals(newline) ? newline : prefix.isEmpty() ? "" : prefix + newline;
        out.append(Text.repeated(line, given.count("prefix_count")));
        out.append((decoration + Text.of(value).replace(newline, newline + decoration))
                .replace(decoration + newline, edge + newline));
        String postfix = given.text("postfix", edge);
        out.append(Text.repeated(newline + postfix, given.count("postfix_count")));
        String end = given.text("end", "");
        return out.append(Truth.of(end) ? newline + end : "").toString();
    }

    /** What a comment looks like: a style's, and what is given instead. */
    private record Look(Map<String, Object> style, Map<String, Object> given) {
        String text(String name, String otherwise) {
            return Text.of(given.getOrDefault(name, style.getOrDefault(name, otherwise)));
        }

        int count(String name) {
            return Math.max(0, Numbers.index(given.getOrDefault(name, 1L)));
        }
    }
}
