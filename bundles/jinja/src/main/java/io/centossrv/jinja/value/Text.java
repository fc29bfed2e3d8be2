// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.value;

import io.centossrv.jinja.error.LimitExceeded;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** Texts, and values as text: Python's {@code str()} and {@code repr()}. */
public final class Text {
    /** As long as a text may become by repeating a part, in characters. */
    private static final int MOST_REPEATED = 16 * 1024 * 1024;

    /** As wide as anything is indented. */
    private static final int MOST_INDENTED = 1000;

    /** As deep as a nested value is written out. */
    private static final int MOST_DEPTH = 200;

    private Text() {}

    /** Tells whether a value is a text. */
    public static boolean isText(Object value) {
        return value instanceof CharSequence;
    }

    /** Returns what {@code str()} gives; throws where the value is undefined. */
    public static String of(Object value) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof CharSequence) {
            return value.toString();
        }
        if (Undefined.isNothing(value)) {
            return "";
        }
        Undefined.check(value);
        return value instanceof Instance instance ? instance.str() : repr(value);
    }

    /** Returns what {@code repr()} gives; an undefined inside a collection is written out and not thrown. */
    public static String repr(Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out, 0);
        return out.toString();
    }

    /** Returns a text marked like another one where that is HTML. */
    public static CharSequence like(Object model, String text) {
        return Marked.is(model, Marked.Mark.MARKUP) ? Marked.markup(text) : text;
    }

    /** Returns a part as often as said, and nothing for a negative number; throws where that becomes too long. */
    public static String repeated(String part, int times) {
        if ((long) part.length() * times > MOST_REPEATED) {
            throw new LimitExceeded("a repetition of more than " + MOST_REPEATED + " characters");
        }
        return part.repeat(Math.max(0, times));
    }

    /** Returns the blanks that something is indented by; throws where they are too many for any use. */
    public static String indentation(int width) {
        if (width > MOST_INDENTED) {
            throw new LimitExceeded("an indentation of more than " + MOST_INDENTED + " blanks");
        }
        return " ".repeat(Math.max(0, width));
    }

    /** Returns two texts as one; where one is HTML the other is escaped. */
    public static CharSequence joined(Object left, Object right) {
        boolean leftMarkup = Marked.is(left, Marked.Mark.MARKUP);
        boolean rightMarkup = Marked.is(right, Marked.Mark.MARKUP);
        if (!leftMarkup && !rightMarkup) {
            return left.toString().concat(right.toString());
        }
        return Marked.markup((leftMarkup ? left.toString() : Html.escape(left.toString()))
                .concat(rightMarkup ? right.toString() : Html.escape(right.toString())));
    }

    private static void write(Object value, StringBuilder out, int depth) {
        if (depth > MOST_DEPTH) {
            throw new LimitExceeded("a value is nested deeper than " + MOST_DEPTH + ", or holds itself");
        }
        if (value == null) {
            out.append("None");
        } else if (Marked.is(value, Marked.Mark.MARKUP)) {
            out.append("Markup(").append(quoted(value.toString())).append(')');
        } else if (value instanceof CharSequence text) {
            out.append(quoted(text.toString()));
        } else if (value instanceof Boolean truth) {
            out.append(truth ? "True" : "False");
        } else if (value instanceof Long || value instanceof BigInteger) {
            out.append(value);
        } else if (value instanceof Double number) {
            out.append(Reals.repr(number));
        } else if (value instanceof Instance instance) {
            out.append(instance.repr());
        } else if (value instanceof Undefined undefined) {
            out.append("AnsibleUndefined(").append(undefined.message()).append(')');
        } else {
            writeCollection(value, out, depth);
        }
    }

    private static void writeCollection(Object value, StringBuilder out, int depth) {
        if (value instanceof Range range) {
            out.append(range.repr());
        } else if (value instanceof Tuple tuple) {
            writeAll(tuple, "(", tuple.size() == 1 ? ",)" : ")", out, depth);
        } else if (value instanceof DictView view) {
            writeAll(view, view.typeName() + "([", "])", out, depth);
        } else if (value instanceof Set<?> set) {
            if (set.isEmpty()) {
                out.append("set()");
            } else {
                writeAll(set, "{", "}", out, depth);
            }
        } else if (value instanceof Collection<?> list) {
            writeAll(list, "[", "]", out, depth);
        } else if (value instanceof Map<?, ?> map) {
            out.append('{');
            String separator = "";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.append(separator);
                write(entry.getKey(), out, depth + 1);
                out.append(": ");
                write(entry.getValue(), out, depth + 1);
                separator = ", ";
            }
            out.append('}');
        } else if (value instanceof byte[] bytes) {
            out.append('b').append(quoted(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1)));
        } else {
            out.append('<').append(Types.name(value)).append('>');
        }
    }

    private static void writeAll(Collection<?> items, String open, String close, StringBuilder out, int depth) {
        out.append(open);
        String separator = "";
        for (Object item : items) {
            out.append(separator);
            write(item, out, depth + 1);
            separator = ", ";
        }
        out.append(close);
    }

    /** Returns a text in quotes, as Python writes it: single ones unless only those are inside. */
    public static String quoted(String text) {
        char quote = text.indexOf('\'') >= 0 && text.indexOf('"') < 0 ? '"' : '\'';
        StringBuilder out = new StringBuilder(text.length() + 2).append(quote);
        text.codePoints().forEach(point -> {
            switch (point) {
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\\' -> out.append("\\\\");
                default -> {
                    if (point == quote) {
                        out.append('\\').append(quote);
                    } else if (isPrintable(point)) {
                        out.appendCodePoint(point);
                    } else {
                        out.append(String.format(
                                point < 0x100 ? "\\x%02x" : point < 0x10000 ? "\\u%04x" : "\\U%08x", point));
                    }
                }
            }
        });
        return out.append(quote).toString();
    }

    private static boolean isPrintable(int point) {
        if (point == ' ') {
            return true;
        }
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> false;
            default -> true;
        };
    }
}
