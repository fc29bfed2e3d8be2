// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.target;

import java.util.Optional;

/** Checks globs, so strictly that what passes can be turned into SQL patterns without any escaping but of the dot. */
final class GlobSyntax {
    private GlobSyntax() {}

    /** What is wrong with a glob, and where in it. */
    record Problem(int offset, String message) {}

    static Optional<Problem> problem(String glob) {
        int at = 0;
        while (at < glob.length()) {
            char c = glob.charAt(at);
            if (c == ']' || c == '!') {
                return Optional.of(new Problem(at, "'" + c + "' has a meaning only after '['."));
            }
            if (c == '[') {
                int close = glob.indexOf(']', at);
                if (close < 0) {
                    return Optional.of(new Problem(at, "this '[' is not closed."));
                }
                int first = glob.charAt(at + 1) == '!' ? at + 2 : at + 1;
                Optional<Problem> problem = problemInClass(glob, first, close);
                if (problem.isPresent()) {
                    return problem;
                }
                at = close;
            }
            at++;
        }
        return Optional.empty();
    }

    private static Optional<Problem> problemInClass(String glob, int first, int close) {
        if (first >= close) {
            return Optional.of(new Problem(first - 1, "between '[' and ']' stands no character."));
        }
        for (int at = first; at < close; at++) {
            if (!isPlain(glob.charAt(at))) {
                return Optional.of(new Problem(at, "between '[' and ']' stand letters, digits and ranges like a-f."));
            }
            if (at + 1 < close && glob.charAt(at + 1) == '-') {
                if (at + 2 >= close || !isPlain(glob.charAt(at + 2)) || glob.charAt(at) > glob.charAt(at + 2)) {
                    return Optional.of(new Problem(at, "this is no range; write one like a-f or 0-9."));
                }
                at += 2;
            }
        }
        return Optional.empty();
    }

    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }
}
