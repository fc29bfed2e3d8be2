// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.filter;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.internal.method.TextSplit;
import io.centossrv.jinja.spi.Evaluation;
import io.centossrv.jinja.spi.Filter;
import io.centossrv.jinja.value.CallArguments;
import io.centossrv.jinja.value.Callable;
import io.centossrv.jinja.value.Numbers;
import io.centossrv.jinja.value.Signature;
import io.centossrv.jinja.value.Text;
import io.centossrv.jinja.value.Truth;
import java.util.List;
import java.util.Map;

/** Filters that lay a text out. */
final class LayoutFilters {
    private static final Signature INDENT = Signature.of("do_indent", "width=", "first=", "blank=");
    private static final Signature TRUNCATE = Signature.of("do_truncate", "length=", "killwords=", "end=", "leeway=");
    private static final Signature CENTER = Signature.of("do_center", "width=");
    private static final Signature WRAP =
            Signature.of("do_wordwrap", "width=", "break_long_words=", "wrapstring=", "break_on_hyphens=");

    private LayoutFilters() {}

    static Map<String, Filter> all() {
        return Map.of(
                "indent", LayoutFilters::indent,
                "truncate", LayoutFilters::truncate,
                "center", LayoutFilters::center,
                "wordwrap", LayoutFilters::wrap);
    }

    private static Object indent(Object value, CallArguments arguments, Evaluation evaluation) {
        Signature.Bound bound = INDENT.bind(arguments);
        Object width = bound.get("width", 4L);
        String indentation = Text.isText(width) ? width.toString() : Text.indentation(Numbers.index(width));
        boolean blank = bound.truth("blank", false);
        List<Object> lines = TextSplit.lines(Text.of(value) + "\n", false);
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).toString();
            boolean indented = i == 0 ? bound.truth("first", false) : blank || !line.isEmpty();
            out.append(i == 0 ? "" : "\n").append(indented ? indentation : "").append(line);
        }
        return Text.like(value, out.toString());
    }

    private static Object truncate(Object value, CallArguments arguments, Evaluation evaluation) {
        Signature.Bound bound = TRUNCATE.bind(arguments);
        String text = Text.of(value);
        int length = bound.integer("length", 255);
        String end = bound.text("end", "...");
        if (length < end.length()) {
            throw EvaluationError.value("expected length >= " + end.length() + ", got " + length);
        }
        if (text.length() <= length + bound.integer("leeway", 5)) {
            return value instanceof CharSequence ? value : text;
        }
        String kept = text.substring(0, length - end.length());
        if (!bound.truth("killwords", false) && kept.lastIndexOf(' ') >= 0) {
            kept = kept.substring(0, kept.lastIndexOf(' '));
        }
        return kept + end;
    }

    private static Object center(Object value, CallArguments arguments, Evaluation evaluation) {
        Object center = evaluation.attribute(Text.of(value), "center");
        return ((Callable) center).call(CallArguments.of(CENTER.bind(arguments).get("width", 80L)));
    }

    private static Object wrap(Object value, CallArguments arguments, Evaluation evaluation) {
        Signature.Bound bound = WRAP.bind(arguments);
        WordWrap wrap = new WordWrap(
                bound.integer("width", 79),
                bound.truth("break_long_words", true),
                bound.truth("break_on_hyphens", true));
        Object separator = bound.get("wrapstring");
        String newline = separator == null || !Truth.of(separator) ? "\n" : Text.of(separator);
        return String.join(
                newline,
                TextSplit.lines(Text.of(value), false).stream()
                        .map(line -> String.join(newline, wrap.lines(line.toString())))
                        .toList());
    }
}
