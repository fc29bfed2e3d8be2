// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of nodes, or a part of all of a job's nodes.
 *
 * @param amount a number from 0, or a percentage from 0 to 100
 * @param percent whether it is a percentage
 */
public record Share(int amount, boolean percent) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,7})(%?)");

    public Share {
        if (amount < 0 || (percent && amount > 100)) {
            throw new IllegalArgumentException("a share is a number from 0, or 0% to 100%");
        }
    }

    /** Reads {@code 5} or {@code 10%}; throws {@link IllegalArgumentException} where it is neither. */
    public static Share parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a share is a number such as 5, or a percentage such as 10%");
        }
        return new Share(Integer.parseInt(matcher.group(1)), !matcher.group(2).isEmpty());
    }

    /** Returns how many of so many nodes it is, rounded down. */
    public int of(int nodes) {
        return percent ? Math.toIntExact((long) nodes * amount / 100) : amount;
    }

    @Override
    public String toString() {
        return percent ? amount + "%" : Integer.toString(amount);
    }
}
