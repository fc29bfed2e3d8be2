// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.centossrv.playbook.module.Cancellation;
import io.centossrv.playbook.module.Deadline;
import io.centossrv.playbook.module.OutputCapture;
import io.centossrv.playbook.module.OutputLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("PATH", "/usr/bin:/bin", "A", "b");

    @TempDir
    Path folder;

    private ChildProcess.Ended run(Duration time, String input, String... words) {
        return new ChildProcess(List.of(words), folder, ENVIRONMENT, input.getBytes(StandardCharsets.UTF_8))
                .run(Deadline.in(time));
    }

    private ChildProcess.Ended shell(String script) {
        return run(Duration.ofSeconds(20), "", "sh", "-c", script);
    }

    @Test
    void codesAndSignalsAreToldApart() {
        assertThat(shell("exit 143").code()).isEqualTo(143);
        assertThat(shell("kill -TERM $$").code()).isEqualTo(-15);
        assertThat(shell("kill -KILL $$").code()).isEqualTo(-9);
        assertThat(shell("exit 126").code()).isEqualTo(126);
        assertThat(shell("echo 'setsid: 12'; exit 9").code()).isEqualTo(9);
        ChildProcess.Ended killed = shell("echo last words >&2; kill -TERM $$");
        assertThat(killed.err()).isEqualTo("last words");
    }

    @Test
    void environmentFolderAndInput() throws IOException {
        ChildProcess.Ended ended = run(Duration.ofSeconds(20), "in", "sh", "-c", "echo $A$HOME; pwd; cat");
        assertThat(ended.out()).isEqualTo("b\n" + folder.toRealPath() + "\nin");
    }

    @Test
    void aProgramThatWantsNoInputIsNoTrouble() {
        assertThat(run(Duration.ofSeconds(20), "x".repeat(1_000_000), "true").code())
                .isZero();
    }

    @Test
    void longOutputKeepsItsEnds() {
        ChildProcess.Ended ended = shell("seq 1 100000");
        assertThat(ended.out()).startsWith("1\n2\n").endsWith("\n100000\n").contains("bytes left out");
        assertThat(ended.out().length()).isBetween(128 * 1024, 128 * 1024 + 64);
    }

    @Test
    void bytesThatAreNoTextStayTellable() {
        assertThat(shell("printf 'a\\351\\342\\202\\254\\360\\237'").out()).isEqualTo("a\udce9€\udcf0\udc9f");
    }

    @Test
    void atTheDeadlineAllThatItStartedEnds() throws Exception {
        Path pids = folder.resolve("pids");
        String script = "trap '' TERM; sleep 60 & echo $! >> " + pids + "; echo $$ >> " + pids + "; echo out; sleep 60";
        ChildProcess.Ended ended = run(Duration.ofSeconds(1), "", "sh", "-c", script);
        assertThat(ended.end()).isEqualTo(ChildProcess.End.TIMED_OUT);
        assertThat(ended.out()).isEqualTo("out\n");
        assertGone(pids);
    }

    private static void assertGone(Path pids) throws Exception {
        assertThat(Files.readAllLines(pids)).hasSize(2);
        for (String pid : Files.readAllLines(pids)) {
            Optional<ProcessHandle> left = ProcessHandle.of(Long.parseLong(pid));
            if (left.isPresent()) {
                left.get().onExit().get(10, TimeUnit.SECONDS);
            }
            assertThat(ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive))
                    .isEmpty();
        }
    }

    @Test
    void groupsThatAShellMadeEndToo() throws Exception {
        Path pids = folder.resolve("pids");
        String script = "set -m; sleep 60 & echo $! >> " + pids + "; echo $$ >> " + pids + "; sleep 60";
        ChildProcess.Ended ended = run(Duration.ofSeconds(1), "", "sh", "-c", script);
        assertThat(ended.end()).isEqualTo(ChildProcess.End.TIMED_OUT);
        assertGone(pids);
    }

    @Test
    void aCancelledProgramEndsAtOnce() throws Exception {
        Path pids = folder.resolve("pids");
        Cancellation cancellation = new Cancellation();
        OutputCapture output = new OutputCapture(OutputLimits.USUAL, (stream, bytes, from, length) -> {
            if (stream == OutputCapture.Stream.STDOUT
                    && new String(bytes, from, length, StandardCharsets.UTF_8).equals("ready\n")) {
                cancellation.ask();
            }
        });
        ChildProcess.Ended ended = new ChildProcess(
                        List.of("sh", "-c", "sleep 60 & echo $! $$ | tr ' ' '\\n' > " + pids + "; echo ready; wait"),
                        folder,
                        ENVIRONMENT,
                        new byte[0])
                .run(Deadline.in(Duration.ofSeconds(60)), cancellation, output);
        assertThat(ended.end()).isEqualTo(ChildProcess.End.CANCELLED);
        assertThat(ended.code()).isEqualTo(-15);
        assertGone(pids);
    }

    @Test
    void cancelledBeforeItStarts() {
        Cancellation cancellation = new Cancellation();
        cancellation.ask();
        ChildProcess.Ended ended = new ChildProcess(List.of("sleep", "60"), folder, ENVIRONMENT, new byte[0])
                .run(Deadline.in(Duration.ofSeconds(60)), cancellation, OutputCapture.unwatched());
        assertThat(ended.end()).isEqualTo(ChildProcess.End.CANCELLED);
    }

    @Test
    void rootRunsAsAnotherUser() throws Exception {
        assumeTrue(Accounts.own() == 0, "only root can become another user");
        Login nobody = Accounts.login("nobody").orElseThrow();
        ChildProcess.Ended ended = new ChildProcess(List.of("id"), Path.of("/"), ENVIRONMENT, new byte[0])
                .as(Optional.of(nobody))
                .run(Deadline.in(Duration.ofSeconds(20)));
        assertThat(ended.out()).startsWith("uid=" + nobody.uid() + "(nobody)").doesNotContain("root");
        assertThat(Accounts.login(Integer.toString(nobody.uid()))).contains(nobody);
    }

    @Test
    void aDaemonThatKeepsTheOutputOpenDoesNotHoldTheTask() {
        long start = System.nanoTime();
        ChildProcess.Ended ended = shell("echo started; sleep 8 & exit 0");
        assertThat(ended.out()).isEqualTo("started\n");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void whatCannotBeStarted() throws IOException {
        Path script = Files.writeString(folder.resolve("s"), "echo x\n");
        assertErrno(2, "no-such-program-zz");
        assertErrno(2, folder.resolve("none").toString());
        assertErrno(13, script.toString());
        assertThat(script.toFile().setExecutable(true)).isTrue();
        assertErrno(8, script.toString());
        Files.writeString(script, "#!/no/such/interpreter\n");
        assertErrno(2, script.toString());
        assertErrno(13, folder.toString());
    }

    private void assertErrno(int errno, String word) {
        assertThatThrownBy(() -> run(Duration.ofSeconds(20), "", word))
                .isInstanceOfSatisfying(
                        ProgramNotRun.class, e -> assertThat(e.errno()).isEqualTo(errno));
    }
}
