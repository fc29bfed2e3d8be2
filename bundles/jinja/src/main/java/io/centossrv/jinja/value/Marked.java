// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.value;

import java.util.Objects;

/**
 * A text with a mark: escaped for HTML ({@code Markup}), to be kept as it is where other texts would be read as a
 * literal ({@code VERBATIM}, what {@code to_json} gives), or come from outside and so never a template
 * ({@code UNSAFE}). A plain text is a {@link String}.
 */
public final class Marked implements CharSequence {
    /** What a text may be marked as. */
    public enum Mark {
        MARKUP,
        VERBATIM,
        UNSAFE
    }

    private final String text;
    private final Mark mark;

    public Marked(String text, Mark mark) {
        this.text = Objects.requireNonNull(text, "text");
        this.mark = Objects.requireNonNull(mark, "mark");
    }

    /** Returns a text that is safe in HTML. */
    public static Marked markup(String text) {
        return new Marked(text, Mark.MARKUP);
    }

    /** Returns a text that is never read as a literal. */
    public static Marked verbatim(String text) {
        return new Marked(text, Mark.VERBATIM);
    }

    /** Returns a text that is never a template. */
    public static Marked unsafe(String text) {
        return new Marked(text, Mark.UNSAFE);
    }

    /** Tells whether a value is a text with this mark. */
    public static boolean is(Object value, Mark mark) {
        return value instanceof Marked marked && marked.mark == mark;
    }

    public Mark mark() {
        return mark;
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    /** Equal to another marked text of the same characters, whatever its mark. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Marked marked && text.equals(marked.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
