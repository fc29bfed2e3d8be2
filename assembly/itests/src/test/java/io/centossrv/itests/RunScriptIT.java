// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.centossrv.itests.harness.Await;
import io.centossrv.itests.harness.Csrv;
import io.centossrv.itests.harness.RunScript;
import io.centossrv.itests.harness.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code ./run} promises: it starts all, it ends all, and {@code reset} leaves nothing. */
class RunScriptIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration START = Duration.ofMinutes(3);

    private Sandbox sandbox;
    private String user;

    @BeforeEach
    void make() {
        sandbox = Sandbox.create();
        // A name that no machine has, and that says what it is where a test run was killed.
        user = "csrvdemo" + ProcessHandle.current().pid();
    }

    @AfterEach
    void remove() throws Exception {
        for (String left : RunScript.processesOf(sandbox.folder())) {
            long pid = Long.parseLong(left.substring("/proc/".length(), left.indexOf(' ')));
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
        Await.untilTrue(
                "nothing runs out of the sandbox", Duration.ofSeconds(30), () -> RunScript.processesOf(sandbox.folder())
                        .isEmpty());
        if (exists(user)) {
            command("userdel", user);
        }
        sandbox.close();
    }

    @Test
    void aUserWithoutRightsHasAllOfItInTheCheckout() throws Exception {
        RunScript script = RunScript.copy(sandbox, becomeSomebody());
        script.with("CENTOSSRV_JOB_GRACE", "120");
        give(script.checkout());
        Path state = script.checkout().resolve(".run");
        Path said = output("first.txt");
        Process run = script.start(said, "./run", "--apply-here");
        awaitReady(run, said);
        assertThat(Files.readString(said)).contains("Folder: " + state).doesNotContain("system user");

        assertThat(script.run("./run").expect(3).out()).contains("already running");
        assertThat(script.run("./csrv", "ping", "*").expect(0).out()).contains("answered");
        assertThat(script.run("./csrv", "run", "*", "--", "id", "-un").expect(0).out())
                .contains(Sandbox.isRoot() ? user : System.getProperty("user.name"));
        assertThat(apply(script).out()).contains("changed=3");
        assertThat(apply(script).out()).contains("changed=0");
        assertThat(script.run("./run", "logs").expect(0).out()).contains("centossrv.log");

        stopWaitsForTheJobThatRuns(script);
        assertThat(run.waitFor()).isEqualTo(143);
        assertNothingRuns(script);

        script.run("./run", "reset").expect(0);
        assertThat(state).doesNotExist();
        assertThat(script.run("./run", "stop").expect(3).out()).contains("not running");
    }

    @Test
    void rootGetsAUserForItThatResetRemoves() throws Exception {
        assumeTrue(Sandbox.isRoot() || "true".equals(System.getenv("CI")), "needs root to make a system user");
        Path demo = sandbox.folder().resolve("demo");
        RunScript script = RunScript.copy(sandbox, List.of())
                .with("CENTOSSRV_DEMO", demo.toString())
                .with("CENTOSSRV_DEMO_USER", user);
        Path said = output("root.txt");
        Process run = script.start(said, "./run");
        awaitReady(run, said);
        assertThat(Files.readString(said)).contains("Making the system user '" + user + "'");
        assertThat(script.run("./csrv", "run", "*", "--", "id", "-un").expect(0).out())
                .as("whose rights commands have")
                .contains(user);

        // As Ctrl-C does: all that is in the terminal's foreground hears it.
        command("kill", "-INT", "--", "-" + run.pid());
        assertThat(run.waitFor(60, TimeUnit.SECONDS)).as(Files.readString(said)).isTrue();
        assertThat(run.exitValue()).isEqualTo(130);
        assertNothingRuns(script);

        script.run("./run", "reset").expect(0);
        assertThat(demo).doesNotExist();
        assertThat(exists(user)).as("the user that ./run made").isFalse();
    }

    @Test
    void aUserThatWasThereBeforeStays() throws Exception {
        assumeTrue(Sandbox.isRoot() || "true".equals(System.getenv("CI")), "needs root to make a system user");
        command("useradd", "--system", "--no-create-home", user);
        Path demo = sandbox.folder().resolve("demo");
        RunScript script = RunScript.copy(sandbox, List.of())
                .with("CENTOSSRV_DEMO", demo.toString())
                .with("CENTOSSRV_DEMO_USER", user);
        script.run("bash", "-euc", "ROOT=$PWD; . scripts/shell.sh; . scripts/demo.sh; make_folders")
                .expect(0);
        assertThat(demo).exists();
        script.run("./run", "reset").expect(0);
        assertThat(demo).doesNotExist();
        assertThat(exists(user)).isTrue();
    }

    @Test
    void portsThatAreTakenAndFoldersOfOthersAreSaidBeforeAnythingIsMade() throws Exception {
        Path demo = sandbox.folder().resolve("demo");
        RunScript script = RunScript.copy(sandbox, List.of())
                .with("CENTOSSRV_DEMO", demo.toString())
                .with("CENTOSSRV_DEMO_USER", user);
        try (ServerSocket taken = new ServerSocket(script.busPort(), 1, InetAddress.getLoopbackAddress())) {
            assertThat(script.run("./run").expect(69).out())
                    .contains("Port " + taken.getLocalPort() + " is taken")
                    .contains("CENTOSSRV_BUS_PORT=");
        }
        assertThat(demo).doesNotExist();
        assertThat(exists(user)).isFalse();

        Files.createDirectories(demo);
        Files.writeString(demo.resolve("letter.txt"), "mine");
        assertThat(script.run("./run").expect(69).out()).contains("not empty and not of ./run");
        script.run("./run", "reset").expect(0);
        assertThat(demo.resolve("letter.txt")).hasContent("mine");
        assertThat(script.run("./run", "strat").expect(64).out()).contains("'strat' is not known");
    }

    private void stopWaitsForTheJobThatRuns(RunScript script) throws Exception {
        Path done = sandbox.folder().resolve("done");
        Path said = output("job.txt");
        Process job = script.start(
                said, "./csrv", "run", "*", "--", "sh", "-c", "until [ -e " + done + " ]; do sleep 0.2; done");
        // With its path: before it runs it is no more than words of csrv.
        Await.untilTrue("the job runs", PATIENCE, () -> RunScript.processesOf(sandbox.folder()).stream()
                .anyMatch(words -> words.contains("/sh -c until ")));
        Path stopping = output("stop.txt");
        Process stop = script.start(stopping, "./run", "stop");
        Await.untilTrue(
                "stop says what it waits for", PATIENCE, () -> read(stopping).contains("A job still runs"));
        assertThat(job.isAlive()).isTrue();
        Files.createFile(done);
        assertThat(stop.waitFor()).as(read(stopping)).isZero();
        assertThat(read(stopping)).contains("Stopped.");
        assertThat(job.waitFor()).as(read(said)).isZero();
    }

    private Csrv.Result apply(RunScript script) {
        return script.run("./csrv", "play", "apply", "examples/playbooks/first.yml")
                .expect(0);
    }

    private List<String> becomeSomebody() throws Exception {
        if (!Sandbox.isRoot()) {
            return List.of();
        }
        command("useradd", "--system", "--no-create-home", user);
        give(sandbox.folder());
        return List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups", "--");
    }

    private void give(Path path) throws Exception {
        if (Sandbox.isRoot()) {
            command("chown", "-R", user, path.toString());
        }
    }

    private void awaitReady(Process run, Path said) {
        Await.untilTrue("./run is ready", START, () -> {
            assertThat(run.isAlive()).as(read(said)).isTrue();
            return read(said).contains("Ready after");
        });
    }

    private void assertNothingRuns(RunScript script) {
        assertThat(RunScript.processesOf(sandbox.folder()).stream()
                        .filter(words -> !words.contains("csrv.jar"))
                        .toList())
                .as("what still runs")
                .isEmpty();
        for (int port : List.of(script.httpsPort(), script.busPort())) {
            try (ServerSocket free = new ServerSocket()) {
                free.setReuseAddress(true);
                free.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            } catch (IOException e) {
                throw new AssertionError("port " + port + " is still taken", e);
            }
        }
    }

    private Path output(String name) throws Exception {
        Path file = sandbox.folder().resolve(name);
        Files.createFile(file);
        return file;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean exists(String name) throws Exception {
        return new ProcessBuilder("id", name)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    private static void command(String... words) throws Exception {
        assertThat(new ProcessBuilder(words).inheritIO().start().waitFor())
                .as(String.join(" ", words))
                .isZero();
    }
}
