// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.regex;

import io.centossrv.jinja.error.EvaluationError;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Regular expressions of Python's {@code re} as those of Java; the last ones are kept compiled. Thread-safe.
 *
 * @see <a href="https://docs.python.org/3/library/re.html#regular-expression-syntax">Python, re</a>
 */
public final class PythonPatterns {
    private static final int MOST_CACHED = 500;
    private final Map<Key, Pattern> cache = new ConcurrentHashMap<>();

    /** Compiles an expression; an error in Python's words where it is none. */
    public Pattern compile(String pattern, int flags) {
        Key key = new Key(pattern, flags);
        Pattern known = cache.get(key);
        if (known != null) {
            return known;
        }
        Pattern compiled = translate(pattern, flags);
        if (cache.size() >= MOST_CACHED) {
            cache.clear();
        }
        cache.put(key, compiled);
        return compiled;
    }

    private static Pattern translate(String pattern, int flags) {
        try {
            return Pattern.compile(
                    new PatternTranslation(pattern).run(),
                    flags | Pattern.UNICODE_CHARACTER_CLASS | Pattern.UNICODE_CASE | Pattern.UNIX_LINES);
        } catch (PatternSyntaxException e) {
            throw EvaluationError.value(
                    "not a regular expression: " + e.getDescription() + " at position " + e.getIndex() + ": " + pattern,
                    e);
        }
    }

    private record Key(String pattern, int flags) {}
}
