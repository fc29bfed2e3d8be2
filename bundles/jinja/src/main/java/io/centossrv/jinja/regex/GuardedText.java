// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jinja.regex;

import io.centossrv.jinja.error.LimitExceeded;

/** A text that counts how often it is looked at, so that an expression that explodes comes to an end. */
public final class GuardedText implements CharSequence {
    private final String text;
    private final Budget budget;

    public GuardedText(String text, Budget budget) {
        this.text = text;
        this.budget = budget;
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        budget.take();
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }

    /** How many characters may be looked at. */
    public static final class Budget {
        private final long most;
        private long taken;

        public Budget(long most) {
            this.most = most;
        }

        private void take() {
            if (++taken > most) {
                throw new LimitExceeded("the regular expressions look at more than " + most
                        + " characters: simplify those with nested repetitions");
            }
        }
    }
}
