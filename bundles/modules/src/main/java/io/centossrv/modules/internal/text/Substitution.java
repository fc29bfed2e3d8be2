// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.text;

import io.centossrv.jinja.regex.Replacement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces all matches of an expression, of which {@code ^} and {@code $} are ends of lines, and counts them. */
final class Substitution {
    private final Expression expression;
    private final Replacement replacement;
    private int count;

    Substitution(String regexp, String by) {
        expression = Expression.ofText(regexp, Pattern.MULTILINE);
        replacement = Replacement.of(by);
        replacement.requireGroups(expression.pattern());
    }

    String of(String text) {
        StringBuilder out = new StringBuilder();
        Matcher matcher = expression.over(text);
        int last = 0;
        while (matcher.find()) {
            out.append(text, last, matcher.start()).append(replacement.expand(matcher));
            last = matcher.end();
            count++;
        }
        return out.append(text, last, text.length()).toString();
    }

    int count() {
        return count;
    }
}
