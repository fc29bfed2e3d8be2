// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.text;

import io.centossrv.jinja.regex.GuardedText;
import io.centossrv.jinja.regex.PythonPatterns;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A regular expression of a task, in Python's spelling, that comes to an end whatever the text. */
final class Expression {
    private static final long MOST_STEPS = 100_000_000;

    private final Pattern pattern;
    private final GuardedText.Budget budget = new GuardedText.Budget(MOST_STEPS);

    private Expression(Pattern pattern) {
        this.pattern = pattern;
    }

    /** Returns one that looks at {@link ByteText}. */
    static Expression ofBytes(String text) {
        return new Expression(new PythonPatterns().compileBytes(ByteText.of(text), 0));
    }

    /** Returns one that looks at text. */
    static Expression ofText(String text, int flags) {
        return new Expression(new PythonPatterns().compile(text, flags));
    }

    Matcher over(String text) {
        return pattern.matcher(new GuardedText(text, budget));
    }

    boolean isIn(String text) {
        return over(text).find();
    }

    /** Returns whether it looks at lines, which only an expression's own flags can ask for. */
    boolean multiline() {
        return (pattern.flags() & Pattern.MULTILINE) != 0;
    }

    Pattern pattern() {
        return pattern;
    }
}
