// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.jobs.internal.handler;

import io.centossrv.agent.AgentIdentity;
import io.centossrv.agent.ControlPlane;
import io.centossrv.agent.LinkListener;
import io.centossrv.agent.Reporter;
import io.centossrv.agent.jobs.internal.executor.ExecutorAnswer;
import io.centossrv.agent.jobs.internal.executor.ExecutorCalls;
import io.centossrv.agent.jobs.internal.executor.ExecutorNews;
import io.centossrv.agent.jobs.internal.executor.ExecutorStart;
import io.centossrv.agent.jobs.internal.executor.SpawnedExecutor;
import io.centossrv.agent.jobs.internal.follow.JobReports;
import io.centossrv.agent.jobs.internal.follow.JournalFollower;
import io.centossrv.agent.jobs.internal.inbox.Inbox;
import io.centossrv.agent.jobs.internal.inbox.JobName;
import io.centossrv.agent.jobs.internal.journal.Journal;
import io.centossrv.agent.jobs.internal.journal.JournalEntry;
import io.centossrv.agent.jobs.internal.live.LiveReports;
import io.centossrv.agent.jobs.internal.pause.PauseNotices;
import io.centossrv.agent.jobs.internal.pause.PauseState;
import io.centossrv.agent.jobs.internal.pause.RefusedJobs;
import io.centossrv.agent.jobs.internal.settings.JobsConfig;
import io.centossrv.agent.jobs.internal.settings.JobsSettings;
import io.centossrv.jobs.message.CancelTaken;
import io.centossrv.jobs.message.DeliverPlan;
import io.centossrv.jobs.message.NodePause;
import io.centossrv.jobs.message.OutputChunk;
import io.centossrv.jobs.message.PlanTaken;
import io.centossrv.jobs.message.PlanTaken.State;
import io.centossrv.protocol.RequestRejected;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The jobs of this node. All that it knows is in files: it may die at any point. */
@Component(
        immediate = true,
        service = {AgentJobs.class, LinkListener.class},
        configurationPid = "io.centossrv.agent.jobs",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class AgentJobs implements LinkListener {
    private static final Logger LOG = LoggerFactory.getLogger(AgentJobs.class);
    private static final String DOMAIN = "jobs";

    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "jobs-follow"));
    private final Inbox inbox;
    private final Journal journal;
    private final JobReports reports;
    private final LiveReports live;
    private final PauseState pause;
    private final PauseNotices notices;
    private final RefusedJobs refused;
    private final ExecutorCalls executor;
    private final JournalFollower follower;
    private final ScheduledFuture<?> sweeps;

    @Activate
    public AgentJobs(
            @Reference AgentIdentity identity,
            @Reference Reporter reporter,
            @Reference ControlPlane controlPlane,
            JobsConfig config)
            throws IOException {
        this(
                identity,
                reporter,
                controlPlane,
                JobsSettings.of(config, identity.stateFolder(DOMAIN)),
                Clock.systemUTC());
    }

    AgentJobs(AgentIdentity identity, Reporter reporter, ControlPlane controlPlane, JobsSettings settings, Clock clock)
            throws IOException {
        inbox = new Inbox(settings.inbox());
        journal = new Journal(settings.journal());
        reports = new JobReports(journal, settings.marks(), reporter);
        ExecutorStart start = settings.lib().isPresent()
                ? new SpawnedExecutor(settings, settings.lib().get(), identity)
                : ExecutorStart.bySystemd();
        live = new LiveReports(controlPlane);
        pause = new PauseState(settings.pause(), clock);
        notices = new PauseNotices(controlPlane);
        refused = new RefusedJobs(settings.refused());
        executor = new ExecutorCalls(settings.socket(), start, new News());
        follower = new JournalFollower(inbox, journal, reports, executor, clock);
        sweeps = thread.scheduleWithFixedDelay(this::sweep, 0, 1, TimeUnit.SECONDS);
    }

    /**
     * Takes a plan, durably, and has it run; one that is known already is not taken again.
     *
     * @throws RequestRejected as of {@link Inbox#put}
     */
    PlanTaken take(DeliverPlan plan) {
        Optional<State> known = state(JobName.checked(plan.job()));
        if (known.isPresent()) {
            return new PlanTaken(known.get());
        }
        Optional<NodePause> lasting = pause.lasting();
        if (lasting.isPresent()) {
            refused.add(plan.job());
            return new PlanTaken(State.PAUSED, lasting);
        }
        inbox.put(plan);
        follow(plan.job());
        return new PlanTaken(State.TAKEN);
    }

    /**
     * Stops a job, or sees to it that it never starts.
     *
     * @throws RequestRejected {@code executor-unavailable} or what the executor says: nothing was done, ask again
     */
    CancelTaken cancel(String job) {
        boolean known = state(JobName.checked(job)).isPresent();
        ExecutorAnswer answer;
        try {
            answer = executor.cancel(job);
        } catch (IOException e) {
            LOG.warn("The executor can't be told to cancel a job: job={} cause={}", job, e.toString());
            throw new RequestRejected("executor-unavailable", "The executor does not answer.");
        }
        refused.remove(job);
        CancelTaken.State state =
                switch (answer.state()) {
                    case "stopping" -> CancelTaken.State.STOPPING;
                    case "ended" -> CancelTaken.State.ENDED;
                    case "cancelled" -> known ? CancelTaken.State.CANCELLED_BEFORE_START : CancelTaken.State.NOT_KNOWN;
                    default -> throw new RequestRejected(answer.code(), answer.message());
                };
        follow(job);
        return new CancelTaken(state);
    }

    @Override
    public void linkUp() {
        notices.linkUp();
    }

    /**
     * Says how far a plan is, and reports it once more where it has ended.
     *
     * @throws RequestRejected {@code plan-unknown}
     */
    PlanTaken inquire(String job) {
        State state = state(JobName.checked(job))
                .orElseThrow(() -> new RequestRejected("plan-unknown", "This node does not hold the plan."));
        if (state == State.ENDED && journal.entry(job).isPresent()) {
            execute(() -> follower.again(job));
        }
        return new PlanTaken(state);
    }

    private Optional<State> state(String job) {
        Optional<JournalEntry> entry = journal.entry(job);
        if (entry.isPresent()) {
            return Optional.of(entry.get().result().isPresent() ? State.ENDED : State.RUNNING);
        }
        if (reports.done(job)) {
            return Optional.of(State.ENDED);
        }
        return inbox.holds(job) ? Optional.of(State.TAKEN) : Optional.empty();
    }

    private final class News implements ExecutorNews {
        @Override
        public void hint(String job) {
            follow(job);
        }

        @Override
        public void printed(String job, OutputChunk chunk) {
            live.printed(job, chunk);
        }

        @Override
        public void silent(String job) {
            live.ended(job);
        }
    }

    private void follow(String job) {
        execute(() -> follower.follow(job));
    }

    private void execute(Runnable work) {
        try {
            thread.execute(() -> guarded(work));
        } catch (RejectedExecutionException e) {
            LOG.debug("A hint came after the end.", e);
        }
    }

    private void sweep() {
        guarded(follower::sweep);
        guarded(() -> {
            Optional<NodePause> lasting = pause.lasting();
            notices.look(lasting);
            if (lasting.isEmpty()) {
                refused.clear();
            }
        });
    }

    /** A task that throws would end the sweeps, and with them the promise that nothing is lost. */
    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warn("Jobs can't be followed; trying again each second.", e);
        }
    }

    @Deactivate
    void stop() throws InterruptedException {
        sweeps.cancel(false);
        thread.shutdown();
        executor.close();
        live.close();
        if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
            thread.shutdownNow();
        }
    }
}
