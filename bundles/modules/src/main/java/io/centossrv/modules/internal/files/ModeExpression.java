// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.files;

import io.centossrv.modules.internal.system.Umask;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The option {@code mode}: a number, an octal text, or chmod(1)'s symbolic text, as Ansible understands them. */
final class ModeExpression {
    private static final Pattern OCTAL = Pattern.compile("\\+?(?:0[oO])?[0-7]+");
    private static final Pattern CLAUSE = Pattern.compile("([ugo]+|a|)((?:[+=-][rwxXstugo]*)+)");
    private static final Pattern STEP = Pattern.compile("([+=-])([rwxXstugo]*)");

    private ModeExpression() {}

    /**
     * Returns the bits that an option asks for.
     *
     * @param now what the file has; symbolic texts start from it
     * @throws IllegalArgumentException where it is none; the message is Ansible's {@code details}
     */
    static int resolve(Object option, int now, boolean folder) {
        if (option instanceof Long number) {
            return bounded(number);
        }
        String text = String.valueOf(option).strip();
        if (option instanceof String && OCTAL.matcher(text).matches()) {
            String digits = text.replaceFirst("^\\+?(0[oO])?", "");
            BigInteger number = new BigInteger(digits, 8);
            return number.bitLength() > 31 ? bounded(Long.MAX_VALUE) : bounded(number.longValue());
        }
        if (!(option instanceof String)) {
            throw new IllegalArgumentException("a mode is a text or a whole number");
        }
        int mode = now;
        for (String clause : text.split(",", -1)) {
            mode = apply(clause, mode, folder);
        }
        return mode;
    }

    private static int bounded(long number) {
        if (number < 0 || number > FileStatus.PERMISSIONS) {
            throw new IllegalArgumentException("only permission bits are allowed, up to 07777");
        }
        return (int) number;
    }

    private static int apply(String clause, int start, boolean folder) {
        Matcher parts = CLAUSE.matcher(clause);
        if (!parts.matches()) {
            throw new IllegalArgumentException("bad symbolic permission for mode: " + clause);
        }
        boolean everybody = parts.group(1).isEmpty();
        String users = everybody || parts.group(1).equals("a") ? "ugo" : parts.group(1);
        int mode = start;
        Matcher steps = STEP.matcher(parts.group(2));
        while (steps.find()) {
            for (int i = 0; i < users.length(); i++) {
                char user = users.charAt(i);
                int bits = 0;
                for (int j = 0; j < steps.group(2).length(); j++) {
                    bits |= bits(user, steps.group(2).charAt(j), mode, folder, everybody);
                }
                mode = switch (steps.group(1)) {
                    case "+" -> mode | bits;
                    case "-" -> mode & ~bits;
                    default -> (mode & ~all(user)) | bits;
                };
            }
        }
        return mode;
    }

    private static int all(char user) {
        return switch (user) {
            case 'u' -> 04700;
            case 'g' -> 02070;
            default -> 01007;
        };
    }

    private static int bits(char user, char permission, int mode, boolean folder, boolean masked) {
        int shift = user == 'u' ? 6 : user == 'g' ? 3 : 0;
        return switch (permission) {
            case 'r', 'w', 'x' -> {
                int bit = (permission == 'r' ? 4 : permission == 'w' ? 2 : 1) << shift;
                yield masked ? bit & ~Umask.current() : bit;
            }
            case 'X' -> folder || (mode & 0111) != 0 ? 1 << shift : 0;
            case 's' -> user == 'u' ? 04000 : user == 'g' ? 02000 : 0;
            case 't' -> user == 'o' ? 01000 : 0;
            case 'u' -> ((mode >> 6) & 7) << shift;
            case 'g' -> ((mode >> 3) & 7) << shift;
            default -> (mode & 7) << shift;
        };
    }
}
