// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.version;

/** {@code rpmvercmp} of RPM 4.18 (lib/rpmvercmp.c), step by step: what the keys are held against where there is no rpm. */
public final class RpmVercmp {
    private RpmVercmp() {}

    public static int compare(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() || j < b.length()) {
            while (i < a.length() && isSeparator(a.charAt(i))) {
                i++;
            }
            while (j < b.length() && isSeparator(b.charAt(j))) {
                j++;
            }
            char one = i < a.length() ? a.charAt(i) : 0;
            char two = j < b.length() ? b.charAt(j) : 0;
            if (one == '~' || two == '~') {
                if (one != '~') {
                    return 1;
                }
                if (two != '~') {
                    return -1;
                }
                i++;
                j++;
                continue;
            }
            if (one == '^' || two == '^') {
                if (one == 0) {
                    return -1;
                }
                if (two == 0) {
                    return 1;
                }
                if (one != '^') {
                    return 1;
                }
                if (two != '^') {
                    return -1;
                }
                i++;
                j++;
                continue;
            }
            if (one == 0 || two == 0) {
                break;
            }
            boolean number = isDigit(one);
            int startOne = i;
            int startTwo = j;
            while (i < a.length() && (number ? isDigit(a.charAt(i)) : isLetter(a.charAt(i)))) {
                i++;
            }
            while (j < b.length() && (number ? isDigit(b.charAt(j)) : isLetter(b.charAt(j)))) {
                j++;
            }
            if (startTwo == j) {
                return number ? 1 : -1;
            }
            String partOne = a.substring(startOne, i);
            String partTwo = b.substring(startTwo, j);
            if (number) {
                partOne = partOne.replaceFirst("^0+", "");
                partTwo = partTwo.replaceFirst("^0+", "");
                if (partOne.length() != partTwo.length()) {
                    return partOne.length() > partTwo.length() ? 1 : -1;
                }
            }
            int order = partOne.compareTo(partTwo);
            if (order != 0) {
                return order < 0 ? -1 : 1;
            }
        }
        if (i >= a.length() && j >= b.length()) {
            return 0;
        }
        return i < a.length() ? 1 : -1;
    }

    private static boolean isSeparator(char c) {
        return !isDigit(c) && !isLetter(c) && c != '~' && c != '^';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
