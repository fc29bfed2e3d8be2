// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.parse;

import java.util.Collection;
import java.util.Optional;

/** Finds what somebody meant to write: the name with the fewest edits, by the optimal string alignment distance. */
public final class NearestName {
    private NearestName() {}

    /** Returns the nearest name; empty where none is within a third of the word's length, at least 1, at most 3. */
    static Optional<String> of(String word, Collection<String> names) {
        int best = Math.max(1, Math.min(3, word.length() / 3)) + 1;
        String nearest = null;
        for (String name : names) {
            if (Math.abs(name.length() - word.length()) < best) {
                int distance = distance(word, name);
                boolean earlier = distance == best && nearest != null && name.compareTo(nearest) < 0;
                if (distance < best || earlier) {
                    best = distance;
                    nearest = name;
                }
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** Returns a half sentence that offers the nearest name, or nothing. */
    public static String offer(String word, Collection<String> names) {
        return of(word, names).map(name -> "; did you mean '" + name + "'?").orElse("");
    }

    private static int distance(String a, String b) {
        int[][] edits = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    edits[i][j] = i + j;
                    continue;
                }
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int least = Math.min(Math.min(edits[i - 1][j] + 1, edits[i][j - 1] + 1), edits[i - 1][j - 1] + cost);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    least = Math.min(least, edits[i - 2][j - 2] + 1);
                }
                edits[i][j] = least;
            }
        }
        return edits[a.length()][b.length()];
    }
}
