// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.filter;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.internal.method.TextCases;
import io.centossrv.jinja.spi.Evaluation;
import io.centossrv.jinja.spi.Filter;
import io.centossrv.jinja.value.CallArguments;
import io.centossrv.jinja.value.Callable;
import io.centossrv.jinja.value.Items;
import io.centossrv.jinja.value.Marked;
import io.centossrv.jinja.value.PercentFormat;
import io.centossrv.jinja.value.Signature;
import io.centossrv.jinja.value.Text;
import io.centossrv.jinja.value.Tuple;
import io.centossrv.jinja.value.Undefined;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Filters that change a text. */
final class TextFilters {
    private static final Signature REPLACE = Signature.of("do_replace", "old", "new", "count=");
    private static final Signature TRIM = Signature.of("do_trim", "chars=");
    private static final Signature JOIN = Signature.of("do_join", "d=", "attribute=");
    private static final Pattern WORD = Pattern.compile("\\w+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern WORD_BEGINNING = Pattern.compile("([-\\s({\\[<]+)", Pattern.UNICODE_CHARACTER_CLASS);

    private TextFilters() {}

    static Map<String, Filter> all() {
        return Map.ofEntries(
                Map.entry("upper", text(text -> text.toUpperCase(Locale.ROOT))),
                Map.entry("lower", text(text -> text.toLowerCase(Locale.ROOT))),
                Map.entry("capitalize", text(TextCases::capitalize)),
                Map.entry("title", text(TextFilters::title)),
                Map.entry("trim", TextFilters::trim),
                Map.entry("replace", TextFilters::replace),
                Map.entry(
                        "string",
                        (value, arguments, evaluation) ->
                                value instanceof Marked ? value : Marked.verbatim(Text.of(value))),
                Map.entry("format", TextFilters::format),
                Map.entry("join", TextFilters::join),
                Map.entry("wordcount", (value, arguments, evaluation) -> words(Text.of(value))),
                Map.entry("pprint", (value, arguments, evaluation) -> PrettyPrint.of(Undefined.check(value))));
    }

    private static Filter text(UnaryOperator<String> operation) {
        return (value, arguments, evaluation) -> Text.like(value, operation.apply(Text.of(value)));
    }

    private static String title(String text) {
        Matcher gap = WORD_BEGINNING.matcher(text);
        StringBuilder out = new StringBuilder(text.length());
        int last = 0;
        while (gap.find()) {
            out.append(capitalized(text.substring(last, gap.start()))).append(gap.group());
            last = gap.end();
        }
        return out.append(capitalized(text.substring(last))).toString();
    }

    private static String capitalized(String word) {
        if (word.isEmpty()) {
            return word;
        }
        int first = Character.charCount(word.codePointAt(0));
        return word.substring(0, first).toUpperCase(Locale.ROOT)
                + word.substring(first).toLowerCase(Locale.ROOT);
    }

    private static Object trim(Object value, CallArguments arguments, Evaluation evaluation) {
        Object characters = TRIM.bind(arguments).get("chars");
        Object strip = evaluation.attribute(Text.like(value, Text.of(value)), "strip");
        return ((Callable) strip).call(characters == null ? CallArguments.none() : CallArguments.of(characters));
    }

    private static Object replace(Object value, CallArguments arguments, Evaluation evaluation) {
        Signature.Bound bound = REPLACE.bind(arguments);
        Object replace = evaluation.attribute(Text.like(value, Text.of(value)), "replace");
        Object count = bound.get("count");
        return ((Callable) replace)
                .call(CallArguments.of(
                        Text.of(bound.get("old")),
                        Text.of(bound.get("new")),
                        count == null ? (Object) Long.valueOf(-1) : count));
    }

    private static Object format(Object value, CallArguments arguments, Evaluation evaluation) {
        if (!arguments.positional().isEmpty() && !arguments.named().isEmpty()) {
            throw EvaluationError.type("can't handle positional and keyword arguments at the same time");
        }
        Object values = arguments.named().isEmpty() ? Tuple.of(arguments.positional()) : arguments.named();
        return Text.like(value, PercentFormat.format(Text.of(value), values));
    }

    private static Object join(Object value, CallArguments arguments, Evaluation evaluation) {
        Signature.Bound bound = JOIN.bind(arguments);
        String separator = bound.text("d", "");
        Collection<?> parts = Items.view(Undefined.check(value));
        StringBuilder out = new StringBuilder();
        boolean first = true;
        for (Object part : parts) {
            Object shown =
                    bound.get("attribute") == null ? part : Attributes.of(part, bound.get("attribute"), evaluation);
            out.append(first ? "" : separator).append(Text.of(shown));
            first = false;
        }
        return out.toString();
    }

    private static long words(String text) {
        return WORD.matcher(text).results().count();
    }
}
