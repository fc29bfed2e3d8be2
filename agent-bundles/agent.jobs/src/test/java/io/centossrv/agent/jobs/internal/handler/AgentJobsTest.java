// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.jobs.internal.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centossrv.agent.jobs.internal.follow.RecordingReporter;
import io.centossrv.agent.jobs.internal.inbox.Inbox;
import io.centossrv.agent.jobs.internal.settings.JobsSettings;
import io.centossrv.jobs.message.CancelTaken;
import io.centossrv.jobs.message.DeliverPlan;
import io.centossrv.jobs.message.JobProgress;
import io.centossrv.jobs.message.JobProgress.Outcome;
import io.centossrv.jobs.message.PlanTaken;
import io.centossrv.jobs.message.PlanTaken.State;
import io.centossrv.jobs.message.TaskResult;
import io.centossrv.protocol.RequestRejected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent's part with a real executor in a process of its own. */
class AgentJobsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RecordingReporter reporter = new RecordingReporter();
    private final AnsweringControlPlane controlPlane = new AnsweringControlPlane();

    @TempDir
    Path folder;

    private SignedPlans plans;
    private JobsSettings settings;
    private AgentJobs agent;

    @BeforeEach
    void start() throws Exception {
        plans = new SignedPlans(folder);
        Path state = plans.stateFolder("jobs");
        settings = new JobsSettings(
                Optional.of(ExecutorFolder.fill(folder.resolve("lib"))),
                state.resolve("executor.sock"),
                state.resolve("inbox"),
                state.resolve("journal"),
                state.resolve("trust"),
                state.resolve("reported"),
                state.resolve("executor.log"));
        agent = agent();
    }

    private AgentJobs agent() throws IOException {
        return new AgentJobs(plans, reporter, controlPlane, settings, Clock.systemUTC());
    }

    @AfterEach
    void stop() throws Exception {
        agent.stop();
        killExecutors();
    }

    /** Ends what this test started: its children with its folder in their command line. */
    private void killExecutors() throws Exception {
        for (ProcessHandle child : ProcessHandle.current().children().toList()) {
            if (Files.readString(Path.of("/proc/" + child.pid() + "/cmdline")).contains(folder.toString())) {
                child.destroyForcibly();
                child.onExit().get(10, TimeUnit.SECONDS);
            }
        }
    }

    private void await(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited in vain for " + what + "; the executor says:\n" + executorLog());
            }
            Thread.sleep(20);
        }
    }

    private String executorLog() {
        try {
            return Files.readString(settings.log());
        } catch (IOException e) {
            return "nothing: " + e;
        }
    }

    private JobProgress awaitEnd(String job) throws InterruptedException {
        await("the end of " + job, () -> reporter.end(job).isPresent());
        return reporter.end(job).orElseThrow();
    }

    @Test
    void runsAPlanAndReportsIt() throws InterruptedException {
        DeliverPlan plan = plans.shell("echo hello; exit 0", Instant.now());
        assertThat(agent.take(plan).state()).isEqualTo(State.TAKEN);

        assertThat(awaitEnd(plan.job()).outcome()).contains(Outcome.CHANGED);
        assertThat(reporter.results(plan.job())).hasSize(1);
        assertThat(reporter.results(plan.job()).get(0).stdout()).isEqualTo("hello");
        assertThat(reporter.of(plan.job()).get(0).outcome())
                .as("the beginning is news")
                .isEmpty();
        await("the inbox to be empty", () -> !Files.exists(settings.inbox().resolve(plan.job())));
    }

    @Test
    void aPlanThatComesTwiceRunsOnce() throws InterruptedException {
        Path count = folder.resolve("count");
        DeliverPlan plan = plans.shell("echo x >> " + count, Instant.now());
        agent.take(plan);
        agent.take(plan);
        awaitEnd(plan.job());
        assertThat(agent.take(plan).state()).isEqualTo(State.ENDED);
        await("the inbox to be empty", () -> !Files.exists(settings.inbox().resolve(plan.job())));
        assertThat(agent.take(plan).state()).isEqualTo(State.ENDED);

        assertThat(count).hasContent("x");
    }

    @Test
    void anAgentThatDiesIsFollowedByOneThatReports() throws Exception {
        Path go = folder.resolve("go");
        DeliverPlan plan = plans.shell("while ! test -e " + go + "; do sleep 0.05; done; echo done", Instant.now());
        agent.take(plan);
        await("the beginning", () -> !reporter.of(plan.job()).isEmpty());
        agent.stop();

        Files.createFile(go);
        await(
                "the result",
                () -> Files.exists(settings.journal().resolve(plan.job()).resolve("result.json")));
        assertThat(reporter.end(plan.job())).isEmpty();
        agent = agent();
        assertThat(awaitEnd(plan.job()).outcome()).contains(Outcome.CHANGED);
        assertThat(reporter.results(plan.job())).hasSize(1);
    }

    @Test
    void anAgentThatDiedBeforeItToldTheExecutorTellsItAfterwards() throws Exception {
        agent.stop();
        DeliverPlan plan = plans.shell("echo late", Instant.now());
        new Inbox(settings.inbox()).put(plan);
        agent = agent();

        assertThat(awaitEnd(plan.job()).outcome()).contains(Outcome.CHANGED);
    }

    @Test
    void aJobWhoseExecutorDiesIsInterruptedAndNotRepeated() throws Exception {
        Path count = folder.resolve("count");
        DeliverPlan plan = plans.shell("echo x >> " + count + "; exec sleep 60", Instant.now());
        agent.take(plan);
        await("the command to run", () -> Files.exists(count));
        assertThat(agent.inquire(plan.job()).state()).isEqualTo(State.RUNNING);
        killExecutors();

        assertThat(awaitEnd(plan.job()).outcome()).contains(Outcome.INTERRUPTED);
        assertThat(agent.take(plan).state()).isEqualTo(State.ENDED);
        assertThat(count).hasContent("x");
    }

    @Test
    void aPlanThatIsNotGoodIsReportedAsRejected() throws InterruptedException {
        DeliverPlan expired = plans.shell("echo no", Instant.now().minus(Duration.ofHours(1)));
        agent.take(expired);
        DeliverPlan good = plans.shell("echo no", Instant.now());
        DeliverPlan forged = new DeliverPlan(good.job(), good.plan(), new byte[64], good.files());
        agent.take(forged);

        assertThat(awaitEnd(expired.job()).reason()).startsWith("expired: the plan was good until ");
        assertThat(awaitEnd(expired.job()).outcome()).contains(Outcome.REJECTED);
        assertThat(awaitEnd(forged.job()).reason()).startsWith("signature-invalid: ");
    }

    @Test
    void saysHowFarAPlanIs() throws InterruptedException {
        assertThatThrownBy(() -> agent.inquire(UUID.randomUUID().toString()))
                .isInstanceOfSatisfying(
                        RequestRejected.class, e -> assertThat(e.code()).isEqualTo("plan-unknown"));

        DeliverPlan plan = plans.shell("echo hello", Instant.now());
        agent.take(plan);
        awaitEnd(plan.job());
        int before = reporter.of(plan.job()).size();
        assertThat(agent.inquire(plan.job()).state()).isEqualTo(State.ENDED);
        await("the second report", () -> reporter.of(plan.job()).size() > before);
    }

    @Test
    void manyPlansAtOnceAllEnd() throws InterruptedException {
        DeliverPlan[] many = new DeliverPlan[30];
        for (int i = 0; i < many.length; i++) {
            many[i] = plans.shell("echo " + i, Instant.now());
            agent.take(many[i]);
        }
        for (DeliverPlan plan : many) {
            assertThat(awaitEnd(plan.job()).outcome()).contains(Outcome.CHANGED);
        }
    }

    @Test
    void aRunningJobIsCancelled() throws InterruptedException {
        Path begun = folder.resolve("begun");
        DeliverPlan plan = plans.shell("echo going; touch " + begun + "; sleep 60", Instant.now());
        agent.take(plan);
        await("the command to run", () -> Files.exists(begun));
        await("its output", () -> controlPlane.printed(plan.job()).equals("going\n"));

        assertThat(agent.cancel(plan.job()).state()).isEqualTo(CancelTaken.State.STOPPING);
        assertThat(awaitEnd(plan.job()).outcome()).contains(Outcome.CANCELLED);
        assertThat(agent.cancel(plan.job()).state()).isEqualTo(CancelTaken.State.ENDED);
    }

    @Test
    void whatIsCancelledBeforeItStartsNeverStarts() throws Exception {
        Path count = folder.resolve("count");
        DeliverPlan unknown = plans.shell("echo x >> " + count, Instant.now());
        assertThat(agent.cancel(unknown.job()).state()).isEqualTo(CancelTaken.State.NOT_KNOWN);
        assertThat(agent.take(unknown).state()).isEqualTo(State.ENDED);
        assertThat(awaitEnd(unknown.job()).outcome()).contains(Outcome.CANCELLED);

        agent.stop();
        DeliverPlan queued = plans.shell("echo x >> " + count, Instant.now());
        new Inbox(settings.inbox()).put(queued);
        Files.writeString(settings.pause(), pause());
        agent = agent();
        assertThat(agent.cancel(queued.job()).state()).isEqualTo(CancelTaken.State.CANCELLED_BEFORE_START);
        assertThat(awaitEnd(queued.job()).outcome()).contains(Outcome.CANCELLED);
        assertThat(count).doesNotExist();
        assertThatThrownBy(() -> agent.cancel("../x")).isInstanceOf(RequestRejected.class);
    }

    private static String pause() throws IOException {
        Instant since = Instant.now();
        return "{\"reason\":\"disk swap\",\"since\":\"" + since + "\",\"until\":\"" + since.plusSeconds(7200)
                + "\",\"bootId\":\""
                + Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip()
                + "\",\"uptimeMillis\":"
                + (long) (Double.parseDouble(
                                Files.readString(Path.of("/proc/uptime")).split(" ")[0])
                        * 1000) + "}";
    }

    @Test
    void aPausedNodeTakesNothingAndSaysSo() throws Exception {
        Files.writeString(settings.pause(), pause());
        DeliverPlan plan = plans.shell("echo x", Instant.now());
        PlanTaken answer = agent.take(plan);
        assertThat(answer.state()).isEqualTo(State.PAUSED);
        assertThat(answer.pause().orElseThrow().reason()).isEqualTo("disk swap");
        assertThat(answer.pause().orElseThrow().until())
                .isBetween(Instant.now().plusSeconds(7100), Instant.now().plusSeconds(7201));
        assertThat(Files.readString(settings.refused())).isEqualTo(plan.job() + "\n");
        assertThatThrownBy(() -> agent.inquire(plan.job())).isInstanceOf(RequestRejected.class);
        await("the news", () -> controlPlane.pauses.stream()
                .anyMatch(news -> news.pause().isPresent()));

        Files.delete(settings.pause());
        await("the news of its end", () -> controlPlane
                .pauses
                .get(controlPlane.pauses.size() - 1)
                .pause()
                .isEmpty());
        await("the list to be gone", () -> !Files.exists(settings.refused()));
        assertThat(agent.take(plan).state()).isEqualTo(State.TAKEN);
        assertThat(awaitEnd(plan.job()).outcome()).contains(Outcome.CHANGED);

        Files.writeString(settings.pause(), pause());
        int before = controlPlane.pauses.size();
        await("the news", () -> controlPlane.pauses.size() > before);
        agent.linkUp();
        await("the news at a new link", () -> controlPlane.pauses.size() > before + 1);
    }

    @Test
    void whatIsNoTextOrTooLongIsKeptByteByByte() throws InterruptedException {
        DeliverPlan plan = plans.shell("printf '\\\\351'; head -c 300000 /dev/zero; echo end", Instant.now());
        agent.take(plan);
        awaitEnd(plan.job());
        TaskResult result = reporter.results(plan.job()).get(0);
        TaskResult.Kept kept = result.stdoutKept().orElseThrow();
        assertThat(kept.head()).hasSize(64 * 1024).startsWith((byte) 0xe9, 0, 0);
        assertThat(kept.tail()).hasSize(64 * 1024).endsWith('e', 'n', 'd', '\n');
        assertThat(kept.dropped()).isEqualTo(300_005 - 128 * 1024);
        assertThat(result.stdout().length()).isLessThanOrEqualTo(64 * 1024 + 256);
        assertThat(result.stderrKept()).isEmpty();
    }
}
