// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.cli.text.Edits.Edit;
import io.centossrv.cli.text.Edits.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnifiedDiffTest {
    @Test
    void isEmptyForEqualTexts() {
        assertThat(UnifiedDiff.lines("a", "b", "x\n", "x\n")).isEmpty();
    }

    /** As written by GNU diff 3.8: {@code diff -U3}. */
    @Test
    void writesHunksAsDiffDoes() {
        StringBuilder before = new StringBuilder();
        StringBuilder after = new StringBuilder();
        for (int i = 1; i <= 30; i++) {
            before.append(i).append('\n');
            after.append(i == 5 ? "five" : i == 12 ? "twelve" : i == 20 ? "" : Integer.toString(i));
            after.append(i == 20 ? "" : "\n");
        }

        assertThat(UnifiedDiff.lines("a", "b", before.toString(), after.toString()))
                .containsExactly(
                        "--- a",
                        "+++ b",
                        "@@ -2,14 +2,14 @@",
                        " 2",
                        " 3",
                        " 4",
                        "-5",
                        "+five",
                        " 6",
                        " 7",
                        " 8",
                        " 9",
                        " 10",
                        " 11",
                        "-12",
                        "+twelve",
                        " 13",
                        " 14",
                        " 15",
                        "@@ -17,7 +17,6 @@",
                        " 17",
                        " 18",
                        " 19",
                        "-20",
                        " 21",
                        " 22",
                        " 23");
    }

    @Test
    void writesNewAndEmptiedFiles() {
        assertThat(UnifiedDiff.lines("a", "b", "", "x\ny\n"))
                .containsExactly("--- a", "+++ b", "@@ -0,0 +1,2 @@", "+x", "+y");
        assertThat(UnifiedDiff.lines("a", "b", "x", ""))
                .containsExactly("--- a", "+++ b", "@@ -1 +0,0 @@", "-x", "\\ No newline at end of file");
    }

    @Test
    void findsShortestEditsThatLeadFromOneToTheOther() {
        Random random = new Random(20261120);
        for (int round = 0; round < 500; round++) {
            List<String> before = lines(random);
            List<String> after = lines(random);

            List<Edit> edits = Edits.between(before, after);

            assertThat(side(edits, Kind.INSERT)).isEqualTo(before);
            assertThat(side(edits, Kind.DELETE)).isEqualTo(after);
            assertThat(edits.stream().filter(edit -> edit.kind() == Kind.KEEP).count())
                    .isEqualTo(longestCommon(before, after));
        }
    }

    @Test
    void replacesTheMiddleWhereTooMuchDiffers() {
        List<String> before = IntStream.range(0, 4000).mapToObj(i -> "a" + i).toList();
        List<String> after = IntStream.range(0, 4000).mapToObj(i -> "b" + i).toList();

        List<Edit> edits = Edits.between(before, after);

        assertThat(side(edits, Kind.INSERT)).isEqualTo(before);
        assertThat(side(edits, Kind.DELETE)).isEqualTo(after);
    }

    private static List<String> lines(Random random) {
        return random.ints(random.nextInt(12), 0, 4).mapToObj(Integer::toString).toList();
    }

    private static List<String> side(List<Edit> edits, Kind without) {
        return edits.stream()
                .filter(edit -> edit.kind() != without)
                .map(Edit::line)
                .toList();
    }

    private static long longestCommon(List<String> a, List<String> b) {
        List<int[]> rows = new ArrayList<>(List.of(new int[b.size() + 1]));
        for (int i = 1; i <= a.size(); i++) {
            int[] row = new int[b.size() + 1];
            for (int j = 1; j <= b.size(); j++) {
                row[j] = a.get(i - 1).equals(b.get(j - 1))
                        ? rows.get(i - 1)[j - 1] + 1
                        : Math.max(rows.get(i - 1)[j], row[j - 1]);
            }
            rows.add(row);
        }
        return rows.get(a.size())[b.size()];
    }
}
