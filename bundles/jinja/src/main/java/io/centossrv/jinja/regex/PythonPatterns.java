// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.regex;

import io.centossrv.jinja.error.EvaluationError;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Regular expressions of Python's {@code re} as those of Java; the last ones are kept compiled. Thread-safe.
 *
 * @see <a href="https://docs.python.org/3/library/re.html#regular-expression-syntax">Python, re</a>
 */
public final class PythonPatterns {
    private static final int MOST_CACHED = 500;
    private static final Pattern GLOBAL = Pattern.compile("\\A\\(\\?([aiLmsux]+)\\)");

    private final Map<Key, Pattern> cache = new ConcurrentHashMap<>();

    /** Compiles an expression over texts; an error in Python's words where it is none. */
    public Pattern compile(String pattern, int flags) {
        return compile(new Key(pattern, flags, false));
    }

    /**
     * Compiles an expression over bytes, given and to be matched as ISO 8859-1: what stands for letters, digits, words
     * and spaces is ASCII only, and a dot is one byte.
     */
    public Pattern compileBytes(String pattern, int flags) {
        return compile(new Key(pattern, flags, true));
    }

    private Pattern compile(Key key) {
        Pattern known = cache.get(key);
        if (known != null) {
            return known;
        }
        Pattern compiled = translate(key);
        if (cache.size() >= MOST_CACHED) {
            cache.clear();
        }
        cache.put(key, compiled);
        return compiled;
    }

    private static Pattern translate(Key key) {
        String pattern = key.pattern;
        int flags = key.flags | Pattern.UNIX_LINES;
        boolean ascii = key.bytes;
        for (Matcher global = GLOBAL.matcher(pattern); global.find(); global.reset(pattern)) {
            ascii |= global.group(1).indexOf('a') >= 0;
            flags |= flags(global.group(1));
            pattern = pattern.substring(global.end());
        }
        if (!ascii) {
            flags |= Pattern.UNICODE_CHARACTER_CLASS | Pattern.UNICODE_CASE;
        }
        try {
            boolean lines = (flags & Pattern.MULTILINE) != 0;
            return Pattern.compile(new PatternTranslation(pattern, lines, ascii).run(), flags);
        } catch (PatternSyntaxException e) {
            throw EvaluationError.value(
                    "not a regular expression: " + e.getDescription() + " at position " + e.getIndex() + ": " + pattern,
                    e);
        }
    }

    private static int flags(String letters) {
        int flags = 0;
        for (int i = 0; i < letters.length(); i++) {
            flags |= switch (letters.charAt(i)) {
                case 'i' -> Pattern.CASE_INSENSITIVE;
                case 'm' -> Pattern.MULTILINE;
                case 's' -> Pattern.DOTALL;
                case 'x' -> Pattern.COMMENTS;
                default -> 0;
            };
        }
        return flags;
    }

    private record Key(String pattern, int flags, boolean bytes) {}
}
