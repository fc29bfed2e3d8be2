// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.parse;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The escapes of Python's texts that Ansible decodes in {@code k=v}. */
final class Escapes {
    private static final Pattern ESCAPE = Pattern.compile("\\\\U([0-9a-fA-F]{8})|\\\\u([0-9a-fA-F]{4})"
            + "|\\\\x([0-9a-fA-F]{2})|\\\\N\\{([^}]+)\\}|\\\\([\\\\'\"abfnrtv])");
    private static final String SHORT = "\\'\"abfnrtv";
    private static final String MEANT = "\\'\"\u0007\b\f\n\r\t\u000b";

    private Escapes() {}

    static String decoded(String text) {
        return text.indexOf('\\') < 0
                ? text
                : ESCAPE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(decoded(match)));
    }

    private static String decoded(MatchResult match) {
        if (match.group(5) != null) {
            return String.valueOf(MEANT.charAt(SHORT.indexOf(match.group(5))));
        }
        try {
            if (match.group(4) != null) {
                return Character.toString(Character.codePointOf(match.group(4)));
            }
            String digits = match.group(1) != null ? match.group(1) : match.group(2);
            return Character.toString(Integer.parseUnsignedInt(digits != null ? digits : match.group(3), 16));
        } catch (IllegalArgumentException e) {
            // No such character: the escape stays as it is.
            return match.group();
        }
    }
}
