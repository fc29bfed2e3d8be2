// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The shortest edit between two lists of lines, after E. W. Myers, "An O(ND) Difference Algorithm and Its Variations"
 * (1986). Where the lists differ in more than a bounded number of lines the differing middle is replaced as a whole.
 */
final class Edits {
    /** What happens with a line. */
    enum Kind {
        KEEP,
        DELETE,
        INSERT
    }

    /** One line, and what happens with it. */
    record Edit(Kind kind, String line) {}

    /** Its square is the memory that the search takes, in ints. */
    private static final int MOST = 2000;

    private Edits() {}

    static List<Edit> between(List<String> before, List<String> after) {
        int head = 0;
        int shorter = Math.min(before.size(), after.size());
        while (head < shorter && before.get(head).equals(after.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < shorter - head
                && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
            tail++;
        }
        List<Edit> edits = new ArrayList<>();
        before.subList(0, head).forEach(line -> edits.add(new Edit(Kind.KEEP, line)));
        edits.addAll(middle(before.subList(head, before.size() - tail), after.subList(head, after.size() - tail)));
        before.subList(before.size() - tail, before.size()).forEach(line -> edits.add(new Edit(Kind.KEEP, line)));
        return edits;
    }

    private static List<Edit> middle(List<String> before, List<String> after) {
        List<int[]> trace = search(before, after);
        if (trace.isEmpty()) {
            List<Edit> all = new ArrayList<>();
            before.forEach(line -> all.add(new Edit(Kind.DELETE, line)));
            after.forEach(line -> all.add(new Edit(Kind.INSERT, line)));
            return all;
        }
        return walkBack(before, after, trace);
    }

    /** Returns the furthest reaching ends before each round; empty where there are too many rounds. */
    private static List<int[]> search(List<String> before, List<String> after) {
        int rounds = Math.min(before.size() + after.size(), MOST);
        int zero = rounds + 1;
        int[] furthest = new int[2 * rounds + 3];
        List<int[]> trace = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            trace.add(java.util.Arrays.copyOfRange(furthest, zero - round - 1, zero + round + 2));
            for (int k = -round; k <= round; k += 2) {
                int x = isDown(furthest[zero + k - 1], furthest[zero + k + 1], k, round)
                        ? furthest[zero + k + 1]
                        : furthest[zero + k - 1] + 1;
                int y = x - k;
                while (x < before.size() && y < after.size() && before.get(x).equals(after.get(y))) {
                    x++;
                    y++;
                }
                furthest[zero + k] = x;
                if (x >= before.size() && y >= after.size()) {
                    return trace;
                }
            }
        }
        return List.of();
    }

    private static boolean isDown(int left, int right, int k, int round) {
        return k == -round || (k != round && left < right);
    }

    private static List<Edit> walkBack(List<String> before, List<String> after, List<int[]> trace) {
        List<Edit> edits = new ArrayList<>();
        int x = before.size();
        int y = after.size();
        for (int round = trace.size() - 1; round >= 0; round--) {
            int[] furthest = trace.get(round);
            int zero = round + 1;
            int k = x - y;
            boolean down = isDown(furthest[zero + k - 1], furthest[zero + k + 1], k, round);
            int fromK = down ? k + 1 : k - 1;
            int fromX = furthest[zero + fromK];
            int fromY = fromX - fromK;
            while (x > fromX && y > fromY && x > 0 && y > 0) {
                edits.add(new Edit(Kind.KEEP, before.get(--x)));
                y--;
            }
            if (round > 0) {
                edits.add(down ? new Edit(Kind.INSERT, after.get(fromY)) : new Edit(Kind.DELETE, before.get(fromX)));
            }
            x = fromX;
            y = fromY;
        }
        Collections.reverse(edits);
        return edits;
    }
}
