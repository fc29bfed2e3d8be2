// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.method;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.value.CallArguments;
import io.centossrv.jinja.value.Items;
import io.centossrv.jinja.value.Signature;
import io.centossrv.jinja.value.Slice;
import io.centossrv.jinja.value.Text;
import io.centossrv.jinja.value.Tuple;
import io.centossrv.jinja.value.Types;
import io.centossrv.jinja.value.Undefined;
import java.util.List;
import java.util.Map;

/** Methods of texts that look for parts; places are counted in code points. */
final class TextSearch {
    private static final Signature FIND = Signature.of("find", "sub", "start=", "end=");
    private static final Signature PARTITION = Signature.of("partition", "sep");

    private TextSearch() {}

    static Map<String, Method<CharSequence>> all() {
        return Map.of(
                "find", (self, arguments, evaluation) -> find(self, arguments, false),
                "rfind", (self, arguments, evaluation) -> find(self, arguments, true),
                "index", (self, arguments, evaluation) -> found(find(self, arguments, false)),
                "rindex", (self, arguments, evaluation) -> found(find(self, arguments, true)),
                "count", (self, arguments, evaluation) -> count(self, arguments),
                "startswith", (self, arguments, evaluation) -> edge(self, arguments, true),
                "endswith", (self, arguments, evaluation) -> edge(self, arguments, false),
                "partition", (self, arguments, evaluation) -> partition(self.toString(), arguments, false),
                "rpartition", (self, arguments, evaluation) -> partition(self.toString(), arguments, true));
    }

    private static Object found(long at) {
        if (at < 0) {
            throw EvaluationError.value("substring not found");
        }
        return at;
    }

    private static long find(CharSequence self, CallArguments arguments, boolean last) {
        Signature.Bound bound = FIND.bind(arguments);
        String part = text(bound.get("sub"));
        Span span = Span.of(self, bound);
        int at = last ? span.text().lastIndexOf(part) : span.text().indexOf(part);
        return at < 0 ? -1 : span.offset() + span.text().codePointCount(0, at);
    }

    private static Object count(CharSequence self, CallArguments arguments) {
        Signature.Bound bound = FIND.bind(arguments);
        String part = text(bound.get("sub"));
        String text = Span.of(self, bound).text();
        if (part.isEmpty()) {
            return (long) Items.length(text) + 1;
        }
        long count = 0;
        for (int i = text.indexOf(part); i >= 0; i = text.indexOf(part, i + part.length())) {
            count++;
        }
        return count;
    }

    private static Object edge(CharSequence self, CallArguments arguments, boolean start) {
        Signature.Bound bound = FIND.bind(arguments);
        String text = Span.of(self, bound).text();
        Object wanted = bound.get("sub");
        List<?> candidates = wanted instanceof Tuple tuple ? tuple : List.of(text(wanted));
        return candidates.stream()
                .map(TextSearch::text)
                .anyMatch(part -> start ? text.startsWith(part) : text.endsWith(part));
    }

    private static Object partition(String self, CallArguments arguments, boolean last) {
        String separator = text(PARTITION.bind(arguments).get("sep"));
        if (separator.isEmpty()) {
            throw EvaluationError.value("empty separator");
        }
        int at = last ? self.lastIndexOf(separator) : self.indexOf(separator);
        if (at < 0) {
            return last ? TextMethods.parts("", "", self) : TextMethods.parts(self, "", "");
        }
        return TextMethods.parts(self.substring(0, at), separator, self.substring(at + separator.length()));
    }

    private static String text(Object value) {
        Undefined.check(value);
        if (!Text.isText(value)) {
            throw EvaluationError.type("must be str, not " + Types.name(value));
        }
        return value.toString();
    }

    /** The part of a text between two places, and where it begins. */
    private record Span(String text, long offset) {
        static Span of(CharSequence self, Signature.Bound bound) {
            if (!bound.has("start") && !bound.has("end")) {
                return new Span(self.toString(), 0);
            }
            List<Object> all = Items.list(self);
            List<Object> selected = new Slice(bound.get("start"), bound.get("end"), null).of(all);
            int start = bound.get("start") == null ? 0 : bound.integer("start", 0);
            StringBuilder text = new StringBuilder();
            selected.forEach(text::append);
            return new Span(text.toString(), start < 0 ? Math.max(0, start + all.size()) : start);
        }
    }
}
