// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.internal.text;

import java.util.Optional;

/** Escapes of string literals, as Python's; one that it doesn't know keeps its backslash. */
public final class Escapes {
    private final String body;
    private final StringBuilder out = new StringBuilder();
    private boolean broken;

    private Escapes(String body) {
        this.body = body;
    }

    /** Returns a text with its escapes resolved; empty where one is cut short or names no character. */
    public static Optional<String> resolve(String body) {
        if (body.indexOf('\\') < 0) {
            return Optional.of(body);
        }
        Escapes escapes = new Escapes(body);
        escapes.run();
        return escapes.broken ? Optional.empty() : Optional.of(escapes.out.toString());
    }

    private void run() {
        int i = 0;
        while (i < body.length() && !broken) {
            char c = body.charAt(i);
            if (c != '\\' || i + 1 == body.length()) {
                out.append(c);
                i++;
            } else {
                i = escape(i + 1);
            }
        }
    }

    /** Writes the escape whose letter is at a place; returns where it ends. */
    private int escape(int at) {
        char letter = body.charAt(at);
        int simple = "\\'\"abfnrtv".indexOf(letter);
        if (simple >= 0) {
            out.append("\\'\"\u0007\b\f\n\r\t\u000b".charAt(simple));
            return at + 1;
        }
        if (letter == '\n') {
            return at + 1;
        }
        if (letter >= '0' && letter <= '7') {
            int end = at;
            while (end < Math.min(at + 3, body.length()) && body.charAt(end) >= '0' && body.charAt(end) <= '7') {
                end++;
            }
            out.append((char) Integer.parseInt(body.substring(at, end), 8));
            return end;
        }
        int digits = letter == 'x' ? 2 : letter == 'u' ? 4 : letter == 'U' ? 8 : 0;
        if (digits == 0) {
            out.append('\\').append(letter);
            return at + 1;
        }
        return hexadecimal(at + 1, at + 1 + digits);
    }

    private int hexadecimal(int begin, int end) {
        broken = end > body.length() || !body.substring(begin, end).matches("[0-9a-fA-F]+");
        if (!broken) {
            long point = Long.parseLong(body.substring(begin, end), 16);
            broken = point > Character.MAX_CODE_POINT;
            out.appendCodePoint(broken ? '?' : (int) point);
        }
        return end;
    }
}
