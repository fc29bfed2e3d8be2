// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.ssh;

/** Names with {@code *} and {@code ?} as ssh(1) matches them. */
final class HostPattern {
    private HostPattern() {}

    static boolean matches(String pattern, String name) {
        int at = 0;
        int star = -1;
        int resume = 0;
        int i = 0;
        while (i < name.length()) {
            boolean one = at < pattern.length()
                    && (pattern.charAt(at) == '?' || pattern.charAt(at) == name.charAt(i))
                    && pattern.charAt(at) != '*';
            if (one) {
                at++;
                i++;
            } else if (at < pattern.length() && pattern.charAt(at) == '*') {
                star = at++;
                resume = i;
            } else if (star >= 0) {
                at = star + 1;
                i = ++resume;
            } else {
                return false;
            }
        }
        return pattern.substring(at).chars().allMatch(c -> c == '*');
    }
}
