// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.method;

import java.util.Map;
import java.util.function.IntPredicate;

/** Methods of texts that tell what they are made of. */
final class TextTests {
    private TextTests() {}

    static Map<String, Method<CharSequence>> all() {
        return Map.ofEntries(
                Map.entry("isdigit", all(Character::isDigit)),
                Map.entry("isdecimal", all(Character::isDigit)),
                Map.entry("isnumeric", all(TextTests::isNumeric)),
                Map.entry("isalpha", all(Character::isLetter)),
                Map.entry("isalnum", all(Character::isLetterOrDigit)),
                Map.entry("isspace", all(Character::isWhitespace)),
                Map.entry("isascii", (self, arguments, evaluation) -> self.codePoints()
                        .allMatch(point -> point < 128)),
                Map.entry("isprintable", (self, arguments, evaluation) -> self.codePoints()
                        .noneMatch(Character::isISOControl)),
                Map.entry("isidentifier", (self, arguments, evaluation) -> self.toString()
                        .matches("[\\p{L}_][\\p{L}\\p{N}_]*")),
                Map.entry("isupper", (self, arguments, evaluation) -> cased(self, Character::isLowerCase)),
                Map.entry("islower", (self, arguments, evaluation) -> cased(self, Character::isUpperCase)),
                Map.entry("istitle", (self, arguments, evaluation) -> isTitle(self.toString())));
    }

    private static Method<CharSequence> all(IntPredicate kind) {
        return (self, arguments, evaluation) ->
                self.length() > 0 && self.codePoints().allMatch(kind);
    }

    private static boolean isNumeric(int point) {
        int type = Character.getType(point);
        return type == Character.DECIMAL_DIGIT_NUMBER
                || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER;
    }

    private static boolean cased(CharSequence text, IntPredicate otherCase) {
        return text.codePoints().noneMatch(otherCase)
                && text.codePoints().anyMatch(point -> Character.isUpperCase(point) || Character.isLowerCase(point));
    }

    private static boolean isTitle(String text) {
        return text.equals(TextCases.title(text)) && cased(text, point -> false);
    }
}
