// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which host names a join token is for: {@code *} stands for any characters, {@code ?} for one, in any case. Matched
 * without backtracking into more than one star, so that no pattern costs much.
 *
 * @param text as it was given
 */
public record HostNamePattern(String text) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._*?-]{1,253}");

    public HostNamePattern {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "a name pattern has 1 to 253 letters, digits, dots, hyphens, '*' and '?'");
        }
    }

    public boolean matches(String hostname) {
        String pattern = text.toLowerCase(Locale.ROOT);
        String name = hostname.toLowerCase(Locale.ROOT);
        int p = 0;
        int n = 0;
        int star = -1;
        int afterStar = 0;
        while (n < name.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                afterStar = n;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == name.charAt(n))) {
                p++;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++afterStar;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }
}
