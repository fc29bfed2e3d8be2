// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.cron;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * One field of a cron line.
 *
 * @param name in messages
 * @param least its smallest number
 * @param most its largest number
 * @param names for numbers, by number; empty where it has none
 */
record CronField(String name, int least, int most, List<String> names) {

    /** Reads lists of numbers, ranges and steps, such as {@code 1-5,10} or {@code 0-30/5}. */
    BitSet parse(String text) {
        BitSet set = new BitSet();
        for (String part : text.split(",", -1)) {
            add(set, part);
        }
        return set;
    }

    private void add(BitSet set, String part) {
        int slash = part.indexOf('/');
        String range = slash < 0 ? part : part.substring(0, slash);
        int step = slash < 0 ? 1 : number(part.substring(slash + 1), part);
        if (step < 1) {
            throw wrong(part);
        }
        int from = least;
        int to = most;
        if (!range.equals("*")) {
            int dash = range.indexOf('-', 1);
            from = value(dash < 0 ? range : range.substring(0, dash), part);
            to = dash < 0 ? (slash < 0 ? from : most) : value(range.substring(dash + 1), part);
        }
        if (from > to) {
            throw wrong(part);
        }
        for (int i = from; i <= to; i += step) {
            set.set(i);
        }
    }

    private int value(String text, String part) {
        int named = names.indexOf(text.toLowerCase(Locale.ROOT));
        int value = named >= 0 && !text.isEmpty() ? named : number(text, part);
        if (value < least || value > most) {
            throw wrong(part);
        }
        return value;
    }

    private int number(String text, String part) {
        if (!text.matches("\\d{1,4}")) {
            throw wrong(part);
        }
        return Integer.parseInt(text);
    }

    private IllegalArgumentException wrong(String part) {
        return new IllegalArgumentException(
                "The " + name + " can't be '" + part + "': it goes from " + least + " to " + most + ".");
    }
}
