// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.text;

import io.centossrv.playbook.module.Arguments;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a text between {@code after} and {@code before} of {@code replace}.
 *
 * @param start where it begins
 * @param end where it ends
 */
record Section(int start, int end) {
    /** Returns the whole text where neither is given; empty where they are and don't match. */
    static Optional<Section> of(Arguments arguments, String text) {
        String pattern = pattern(arguments);
        if (pattern.isEmpty()) {
            return Optional.of(new Section(0, text.length()));
        }
        Matcher matcher = Expression.ofText(pattern, Pattern.DOTALL).over(text);
        return matcher.find()
                ? Optional.of(new Section(matcher.start("subsection"), matcher.end("subsection")))
                : Optional.empty();
    }

    /** Returns what is looked for, as Ansible would write it. */
    static String pattern(Arguments arguments) {
        String after = arguments.text("after").orElse("");
        String before = arguments.text("before").orElse("");
        if (after.isEmpty() && before.isEmpty()) {
            return "";
        }
        String inner = after.isEmpty() || before.isEmpty() ? ".*" : ".*?";
        return after + "(?P<subsection>" + inner + ")" + before;
    }

    String in(String text) {
        return text.substring(start, end);
    }

    String with(String text, String other) {
        return text.substring(0, start) + other + text.substring(end);
    }
}
