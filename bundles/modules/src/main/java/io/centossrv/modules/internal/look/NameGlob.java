// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.look;

import java.util.regex.Pattern;

/** Shell patterns of names as Python's fnmatch has them: a star takes a leading dot and a slash too. */
final class NameGlob {
    private NameGlob() {}

    /** Returns the same as a regular expression that takes the whole name. */
    static String pattern(String glob) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < glob.length()) {
            char c = glob.charAt(at);
            int end = c == '[' ? end(glob, at) : -1;
            if (end >= 0) {
                set(glob.substring(at + 1, end), out);
                at = end;
            } else if (c == '*') {
                out.append(".*");
            } else {
                out.append(c == '?' ? "." : Pattern.quote(String.valueOf(c)));
            }
            at++;
        }
        return out.append("\\z").toString();
    }

    /** Returns where a set ends: its first member may be the bracket itself; -1 where it never ends. */
    private static int end(String glob, int from) {
        int first = glob.startsWith("!", from + 1) ? from + 2 : from + 1;
        return glob.indexOf(']', first + 1);
    }

    private static void set(String members, StringBuilder out) {
        boolean not = members.startsWith("!");
        String plain = not ? members.substring(1) : members;
        out.append(not ? "[^" : "[");
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (c != '-' && !Character.isLetterOrDigit(c)) {
                out.append('\\');
            }
            out.append(c == '-' && (i == 0 || i == plain.length() - 1) ? "\\-" : String.valueOf(c));
        }
        out.append(']');
    }
}
