// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.method;

import io.centossrv.jinja.error.EvaluationError;
import io.centossrv.jinja.spi.Evaluation;
import io.centossrv.jinja.value.BraceFormat;
import io.centossrv.jinja.value.CallArguments;
import io.centossrv.jinja.value.FormatSpec;
import io.centossrv.jinja.value.Items;
import io.centossrv.jinja.value.Numbers;
import io.centossrv.jinja.value.Signature;
import io.centossrv.jinja.value.Text;
import io.centossrv.jinja.value.Tuple;
import io.centossrv.jinja.value.Types;
import io.centossrv.jinja.value.Undefined;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Methods of texts that give texts or lists of them. */
final class TextMethods {
    private static final Signature STRIP = Signature.of("strip", "chars=");
    private static final Signature REPLACE = Signature.of("replace", "old", "new", "count=");
    private static final Signature JOIN = Signature.of("join", "iterable");
    private static final Signature PAD = Signature.of("center", "width", "fillchar=");
    private static final Signature AFFIX = Signature.of("removeprefix", "affix");
    private static final Signature TABS = Signature.of("expandtabs", "tabsize=");
    private static final Signature LINES = Signature.of("splitlines", "keepends=");
    private static final Signature SPLIT = Signature.of("split", "sep=", "maxsplit=");

    private TextMethods() {}

    static Map<String, Method<CharSequence>> all() {
        Map<String, Method<CharSequence>> all = new HashMap<>(TextSearch.all());
        all.put("upper", plain(text -> text.toUpperCase(Locale.ROOT)));
        all.put("lower", plain(text -> text.toLowerCase(Locale.ROOT)));
        all.put("casefold", plain(text -> text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT)));
        all.put("capitalize", plain(TextCases::capitalize));
        all.put("title", plain(TextCases::title));
        all.put("swapcase", plain(TextCases::swapped));
        all.put("strip", (self, arguments, evaluation) -> stripped(self, arguments, true, true));
        all.put("lstrip", (self, arguments, evaluation) -> stripped(self, arguments, true, false));
        all.put("rstrip", (self, arguments, evaluation) -> stripped(self, arguments, false, true));
        all.put("replace", TextMethods::replace);
        all.put("join", TextMethods::join);
        all.put("split", (self, arguments, evaluation) -> split(self, arguments, false));
        all.put("rsplit", (self, arguments, evaluation) -> split(self, arguments, true));
        all.put("splitlines", TextMethods::lines);
        all.put(
                "format",
                (self, arguments, evaluation) -> BraceFormat.format(self.toString(), arguments, evaluation::attribute));
        all.put("format_map", TextMethods::formatMap);
        all.put("center", (self, arguments, evaluation) -> padded(self, arguments, '^'));
        all.put("ljust", (self, arguments, evaluation) -> padded(self, arguments, '<'));
        all.put("rjust", (self, arguments, evaluation) -> padded(self, arguments, '>'));
        all.put("zfill", TextMethods::zeroFilled);
        all.put("expandtabs", TextMethods::expandTabs);
        all.put("removeprefix", (self, arguments, evaluation) -> {
            String affix = AFFIX.bind(arguments).text("affix", "");
            return self.toString().startsWith(affix) ? self.toString().substring(affix.length()) : self;
        });
        all.put("removesuffix", (self, arguments, evaluation) -> {
            String affix = AFFIX.bind(arguments).text("affix", "");
            return self.toString().endsWith(affix)
                    ? self.toString().substring(0, self.length() - affix.length())
                    : self;
        });
        all.put("translate", TextMethods::translate);
        all.put("encode", (self, arguments, evaluation) -> self.toString().getBytes(StandardCharsets.UTF_8));
        return all;
    }

    private static Method<CharSequence> plain(UnaryOperator<String> operation) {
        Signature none = Signature.of("method");
        return (self, arguments, evaluation) -> {
            none.bind(arguments);
            return Text.like(self, operation.apply(self.toString()));
        };
    }

    private static Object stripped(CharSequence self, CallArguments arguments, boolean left, boolean right) {
        Object characters = STRIP.bind(arguments).get("chars");
        return Text.like(
                self, strip(self.toString(), Optional.ofNullable(characters).map(Text::of), left, right));
    }

    static String strip(String text, Optional<String> characters, boolean left, boolean right) {
        int begin = 0;
        int end = text.length();
        while (left && begin < end && isStripped(text.charAt(begin), characters)) {
            begin++;
        }
        while (right && end > begin && isStripped(text.charAt(end - 1), characters)) {
            end--;
        }
        return text.substring(begin, end);
    }

    private static boolean isStripped(char c, Optional<String> characters) {
        return characters.isPresent()
                ? characters.get().indexOf(c) >= 0
                : Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static Object replace(CharSequence self, CallArguments arguments, Evaluation evaluation) {
        Signature.Bound bound = REPLACE.bind(arguments);
        int count = bound.integer("count", -1);
        String old = required(bound.get("old"), "replace");
        return Text.like(self, replaced(self.toString(), old, required(bound.get("new"), "replace"), count));
    }

    private static String required(Object value, String method) {
        if (!Text.isText(Undefined.check(value))) {
            throw EvaluationError.type(method + "() argument must be str, not " + Types.name(value));
        }
        return value.toString();
    }

    static String replaced(String text, String old, String replacement, int count) {
        if (count < 0 && !old.isEmpty()) {
            return text.replace(old, replacement);
        }
        StringBuilder out = new StringBuilder();
        int at = 0;
        int done = 0;
        while (count < 0 || done < count) {
            int found = text.indexOf(old, at);
            if (found < 0 || (old.isEmpty() && at > text.length())) {
                break;
            }
            out.append(text, at, found).append(replacement);
            at = found + old.length();
            done++;
            if (old.isEmpty()) {
                if (at >= text.length()) {
                    return out.toString();
                }
                out.append(text.charAt(at++));
            }
        }
        return out.append(text.substring(Math.min(at, text.length()))).toString();
    }

    private static Object join(CharSequence self, CallArguments arguments, Evaluation evaluation) {
        Collection<?> parts = Items.view(JOIN.bind(arguments).get("iterable"));
        StringBuilder out = new StringBuilder();
        int index = 0;
        for (Object part : parts) {
            if (!Text.isText(part)) {
                throw EvaluationError.type(
                        "sequence item " + index + ": expected str instance, " + Types.name(part) + " found");
            }
            out.append(index == 0 ? "" : self).append(part.toString());
            index++;
        }
        return Text.like(self, out.toString());
    }

    private static Object split(CharSequence self, CallArguments arguments, boolean fromRight) {
        Signature.Bound bound = SPLIT.bind(arguments);
        int most = bound.integer("maxsplit", -1);
        Object separator = bound.get("sep");
        return separator == null
                ? TextSplit.onWhitespace(self.toString(), most, fromRight)
                : TextSplit.on(self.toString(), Text.of(separator), most, fromRight);
    }

    private static Object lines(CharSequence self, CallArguments arguments, Evaluation evaluation) {
        return TextSplit.lines(self.toString(), LINES.bind(arguments).truth("keepends", false));
    }

    private static Object formatMap(CharSequence self, CallArguments arguments, Evaluation evaluation) {
        Map<String, Object> named = new HashMap<>();
        if (!arguments.positional().isEmpty() && arguments.positional().get(0) instanceof Map<?, ?> map) {
            map.forEach((key, value) -> named.put(Text.of(key), value));
        }
        return BraceFormat.format(self.toString(), new CallArguments(List.of(), named), evaluation::attribute);
    }

    private static Object padded(CharSequence self, CallArguments arguments, char align) {
        Signature.Bound bound = PAD.bind(arguments);
        String fill = bound.text("fillchar", " ");
        int width = Numbers.index(bound.get("width"));
        if (align != '^') {
            return FormatSpec.parse("", self).withWidth(fill, align, width).format(self.toString());
        }
        // Python puts the odd blank to the left only where the width is odd too.
        int missing = width - Items.length(self);
        if (missing <= 0) {
            return self;
        }
        int left = missing / 2 + (missing & width & 1);
        return Text.repeated(fill, left) + self + Text.repeated(fill, missing - left);
    }

    private static Object zeroFilled(CharSequence self, CallArguments arguments, Evaluation evaluation) {
        int missing = Numbers.index(PAD.bind(arguments).get("width")) - Items.length(self);
        if (missing <= 0) {
            return self;
        }
        String text = self.toString();
        boolean signed = text.startsWith("-") || text.startsWith("+");
        return (signed ? text.substring(0, 1) : "") + Text.repeated("0", missing) + text.substring(signed ? 1 : 0);
    }

    private static Object expandTabs(CharSequence self, CallArguments arguments, Evaluation evaluation) {
        int size = TABS.bind(arguments).integer("tabsize", 8);
        StringBuilder out = new StringBuilder();
        int column = 0;
        for (int point : self.codePoints().toArray()) {
            if (point == '\t') {
                int blanks = size > 0 ? size - column % size : 0;
                out.append(Text.indentation(blanks));
                column += blanks;
            } else {
                out.appendCodePoint(point);
                column = point == '\n' || point == '\r' ? 0 : column + 1;
            }
        }
        return out.toString();
    }

    /** Replaces characters by what a dict has for their code points; by nothing where that is None. */
    private static Object translate(CharSequence self, CallArguments arguments, Evaluation evaluation) {
        if (arguments.positional().size() != 1 || !(arguments.positional().get(0) instanceof Map<?, ?> table)) {
            throw EvaluationError.type("translate() takes a dict of code points");
        }
        StringBuilder out = new StringBuilder();
        self.codePoints().forEach(point -> {
            Object key = (long) point;
            if (!table.containsKey(key)) {
                out.appendCodePoint(point);
            } else if (table.get(key) != null) {
                Object other = table.get(key);
                out.append(Numbers.isInteger(other) ? Character.toString(Numbers.index(other)) : Text.of(other));
            }
        });
        return out.toString();
    }

    /** Returns the parts of a tuple of a partition. */
    static Tuple parts(String before, String separator, String after) {
        return Tuple.of(new ArrayList<>(List.of(before, separator, after)));
    }
}
