// SPDX-License-Identifier: Apache-2.0
package io.centossrv.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The end of a red run of {@code ./test} tells what failed: often nothing else of a log is seen. */
class FailuresScriptTest {
    @TempDir
    private Path root;

    @Test
    void namesEachTestThatFailedWithItsMessageAndOurFrames() throws Exception {
        report("surefire-reports", """
                <testcase name="holds" classname="io.centossrv.XTest"/>
                <testcase name="breaks" classname="io.centossrv.XTest"><failure message="expected: 1&#10; but was: 2">x
                \tat org.junit.Other.a(Other.java:1)
                \tat io.centossrv.XTest.breaks(XTest.java:5)
                Caused by: java.io.IOException: disk
                \tat io.centossrv.Y.b(Y.java:9)</failure></testcase>
                """);
        report("failsafe-reports", """
                <testcase name="" classname="io.centossrv.ZIT"><error type="java.lang.NullPointerException">x
                \tat io.centossrv.ZIT.start(ZIT.java:8)</error></testcase>
                """);
        assertThat(summary())
                .containsExactlyInAnyOrder(
                        "FAILED io.centossrv.XTest.breaks",
                        "    expected: 1",
                        "     but was: 2",
                        "    at io.centossrv.XTest.breaks(XTest.java:5)",
                        "    at io.centossrv.Y.b(Y.java:9)",
                        "    Caused by: java.io.IOException: disk",
                        "FAILED io.centossrv.ZIT.(the class itself)",
                        "    java.lang.NullPointerException",
                        "    at io.centossrv.ZIT.start(ZIT.java:8)");
    }

    @Test
    void saysNothingWhereAllIsWell() throws Exception {
        report("surefire-reports", "<testcase name=\"holds\" classname=\"io.centossrv.XTest\"/>");
        assertThat(summary()).isEmpty();
    }

    private void report(String folder, String cases) throws IOException {
        Path reports = Files.createDirectories(root.resolve("bundles/x/target/" + folder));
        Files.writeString(reports.resolve("TEST-" + folder + ".xml"), "<testsuite>" + cases + "</testsuite>");
    }

    private List<String> summary() throws Exception {
        Path script = Path.of(System.getProperty("centossrv.root"), "scripts/failures.py");
        Process process = new ProcessBuilder("python3", script.toString(), root.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.lines().toList();
    }
}
