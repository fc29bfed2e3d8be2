// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.delivery;

import io.centossrv.jobs.message.DeliverPlan;
import io.centossrv.jobs.message.JobProgress;
import io.centossrv.jobs.message.JobProgress.Outcome;
import io.centossrv.jobs.message.PlanInquiry;
import io.centossrv.jobs.message.PlanTaken;
import io.centossrv.protocol.Reply;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A node behind a network that loses questions, answers and links; it runs each plan once and reports it, in time. */
final class UnreliableNode {
    private final Random random;
    private final Map<String, PlanTaken.State> plans = new HashMap<>();
    private final Map<String, Outcome> ran = new HashMap<>();
    private final Deque<JobProgress> outbox = new ArrayDeque<>();

    UnreliableNode(Random random) {
        this.random = random;
    }

    Reply<PlanTaken> ask(Record question) {
        int luck = random.nextInt(10);
        if (luck == 0) {
            return new Reply.TimedOut<>();
        } else if (luck == 1) {
            return new Reply.Unreachable<>();
        } else if (luck == 2) {
            return new Reply.Rejected<>("disk-full", "");
        }
        Reply<PlanTaken> reply = question instanceof DeliverPlan plan ? take(plan) : inquire((PlanInquiry) question);
        if (luck == 3) {
            return new Reply.TimedOut<>();
        }
        return luck == 4 ? new Reply.Interrupted<>() : reply;
    }

    private Reply<PlanTaken> take(DeliverPlan plan) {
        return new Reply.Answered<>(new PlanTaken(plans.computeIfAbsent(plan.job(), j -> PlanTaken.State.TAKEN)));
    }

    private Reply<PlanTaken> inquire(PlanInquiry inquiry) {
        PlanTaken.State state = plans.get(inquiry.job());
        return state == null ? new Reply.Rejected<>("plan-unknown", "") : new Reply.Answered<>(new PlanTaken(state));
    }

    /** Moves each plan a step on, now and then. */
    void work(Instant now) {
        for (Map.Entry<String, PlanTaken.State> plan : plans.entrySet()) {
            if (plan.getValue() == PlanTaken.State.TAKEN && random.nextInt(3) == 0) {
                plan.setValue(PlanTaken.State.RUNNING);
                outbox.add(news(plan.getKey(), Optional.empty(), now));
            } else if (plan.getValue() == PlanTaken.State.RUNNING && random.nextInt(3) == 0) {
                plan.setValue(PlanTaken.State.ENDED);
                Outcome outcome = random.nextBoolean() ? Outcome.CHANGED : Outcome.FAILED;
                ran.put(plan.getKey(), outcome);
                outbox.add(news(plan.getKey(), Optional.of(outcome), now));
            }
        }
    }

    private static JobProgress news(String job, Optional<Outcome> outcome, Instant now) {
        return new JobProgress(job, 0, List.of(), outcome, "", now, outcome.map(o -> now));
    }

    /** Returns the next report, which stays until it was acknowledged, so that it may come twice. */
    Optional<JobProgress> report() {
        return Optional.ofNullable(random.nextInt(3) == 0 ? outbox.peek() : outbox.poll());
    }

    Optional<Outcome> ran(String job) {
        return Optional.ofNullable(ran.get(job));
    }
}
