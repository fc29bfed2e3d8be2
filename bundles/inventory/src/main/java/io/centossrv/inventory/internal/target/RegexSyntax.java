// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.target;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Checks regular expressions: only what means the same in Java and in PostgreSQL, and is matched there by an automaton, in
 * time that grows with the text alone. Back references and looking around are not, and large counts make large automata.
 */
final class RegexSyntax {
    private static final int MAX_LENGTH = 200;
    private static final int MAX_COPIES = 200;
    private static final Pattern COUNT = Pattern.compile("\\{(\\d{1,4})(?:,(\\d{0,4}))?}");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?![dDsSwW]|[^A-Za-z0-9])");
    private static final Pattern DOUBLED = Pattern.compile("[*+?}][*+?{]");

    private RegexSyntax() {}

    /** Returns what is wrong with it. */
    static Optional<String> problem(String regex) {
        if (regex.isEmpty() || regex.length() > MAX_LENGTH) {
            return Optional.of("a regular expression has 1 to " + MAX_LENGTH + " characters.");
        }
        String plain = regex.replaceAll("\\\\[^A-Za-z0-9]", "_");
        if (plain.contains("(?") || plain.contains("[[") || plain.contains("&&")) {
            return Optional.of("'(?', '[[' and '&&' are not taken in a regular expression.");
        }
        if (ESCAPE.matcher(plain).find()) {
            return Optional.of("after '\\' comes one of d, D, s, S, w, W or a character that is no letter or digit.");
        }
        if (DOUBLED.matcher(plain).find()) {
            return Optional.of("one repetition can't follow on another.");
        }
        long copies = 1;
        Matcher count = COUNT.matcher(plain);
        while (count.find()) {
            String upper = count.group(2);
            copies *= Math.max(1, Integer.parseInt(upper == null || upper.isEmpty() ? count.group(1) : upper));
            if (copies > MAX_COPIES) {
                return Optional.of("its counts, multiplied, are more than " + MAX_COPIES + ".");
            }
        }
        if (count.replaceAll("").indexOf('{') >= 0) {
            return Optional.of("a '{' begins a count, such as {2} or {2,5}; write \\{ for the character.");
        }
        try {
            Pattern.compile(regex);
            return Optional.empty();
        } catch (PatternSyntaxException e) {
            return Optional.of("the regular expression is invalid: " + e.getDescription() + ".");
        }
    }
}
