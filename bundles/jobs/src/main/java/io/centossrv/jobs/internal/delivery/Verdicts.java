// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.delivery;

import io.centossrv.jobs.NodeJobState;
import io.centossrv.jobs.internal.state.HeldText;
import io.centossrv.jobs.internal.state.NodeStatus;
import io.centossrv.jobs.internal.store.Claim;
import io.centossrv.jobs.internal.store.Claim.Settlement;
import io.centossrv.jobs.message.CancelTaken;
import io.centossrv.jobs.message.PlanTaken;
import io.centossrv.protocol.Reply;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/** What a node's answer, or its absence, says about a job, and when to ask again. */
final class Verdicts {
    private static final String UNSUPPORTED = "unsupported";
    private static final String UNKNOWN_PLAN = "plan-unknown";

    /** Refusals that another attempt can't change. */
    private static final Set<String> FOR_GOOD = Set.of("plan-invalid", "plan-too-large", "too-large");

    /** A bundle of the agent that is being replaced also answers so, for a moment. */
    private static final int ATTEMPTS_UNSUPPORTED = 8;

    /** Beyond its timeout: how long news may take on their way. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private static final Duration ASK_AGAIN = Duration.ofSeconds(60);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);
    private static final Duration OFFLINE = Duration.ofSeconds(1);
    private static final int MAX_BACKOFF_SECONDS = 30;
    private static final int MAX_PAUSE_REASON = 1024;

    private Verdicts() {}

    static Settlement of(Claim claim, Reply<PlanTaken> reply, Instant now) {
        if (reply instanceof Reply.Answered<PlanTaken> answered) {
            return taken(claim, answered.answer(), now);
        } else if (reply instanceof Reply.Rejected<PlanTaken> rejected) {
            return rejected(claim, rejected.code(), now);
        } else if (reply instanceof Reply.Unreachable<PlanTaken>) {
            return again(claim, NodeStatus.OFFLINE, claim.heldBefore(), now.plus(OFFLINE));
        } else if (reply instanceof Reply.Failed<PlanTaken> failed) {
            return again(claim, "failed: " + code(failed.code()), true, now.plus(backoff(claim)));
        }
        return again(claim, "no-answer", true, now.plus(backoff(claim)));
    }

    /** A job that must not be handed over now, and whose node was not asked. */
    static Settlement held(Claim claim, String reason, Instant now) {
        return again(claim, reason, claim.heldBefore(), now.plus(LOOK_AGAIN));
    }

    /** A job that must not be handed over any more, and whose node can't hold it. */
    static Settlement refused(Claim claim, String code, Instant now) {
        NodeStatus status = NodeStatus.known(NodeJobState.FAILED, NodeStatus.REJECTED + code);
        return new Settlement(claim, status, false, false, now);
    }

    /** A claim that was not used: nothing was asked. */
    static Settlement unused(Claim claim, Instant now) {
        return again(claim, "", claim.heldBefore(), now);
    }

    /** A job whose plan is gone can't be handed over any more. */
    static Settlement dropped(Claim claim, Instant now) {
        NodeStatus status = claim.heldBefore()
                ? NodeStatus.presumed(NodeJobState.INTERRUPTED, "plan-dropped")
                : NodeStatus.presumed(NodeJobState.UNREACHABLE, "plan-dropped");
        return new Settlement(claim, status, false, claim.heldBefore(), now);
    }

    /** What the answer to a request to end the job says. How it ended is told by the node's progress. */
    static Settlement ofCancel(Claim claim, Reply<CancelTaken> reply, Instant now) {
        if (reply instanceof Reply.Answered<CancelTaken> answered) {
            return switch (answered.answer().state()) {
                case NOT_KNOWN -> unknownToNode(claim, now);
                case CANCELLED_BEFORE_START ->
                    new Settlement(claim, NodeStatus.known(NodeJobState.CANCELLED, claim.stopCode()), false, true, now);
                case STOPPING, ENDED, UNKNOWN -> told(claim, now);
            };
        } else if (reply instanceof Reply.Rejected<CancelTaken> rejected) {
            boolean tooOld = rejected.code().equals(UNSUPPORTED) && claim.attempts() >= ATTEMPTS_UNSUPPORTED;
            return tooOld ? told(claim, now) : again(claim, code(rejected.code()), true, now.plus(backoff(claim)));
        } else if (reply instanceof Reply.Unreachable<CancelTaken>) {
            return again(claim, NodeStatus.OFFLINE, true, now.plus(OFFLINE));
        }
        return again(claim, "no-answer", true, now.plus(backoff(claim)));
    }

    private static Settlement unknownToNode(Claim claim, Instant now) {
        NodeStatus status = claim.everDelivered()
                ? NodeStatus.presumed(NodeJobState.INTERRUPTED, "plan-lost")
                : NodeStatus.known(NodeJobState.CANCELLED, claim.stopCode());
        return new Settlement(claim, status, false, false, now);
    }

    private static Settlement told(Claim claim, Instant now) {
        return new Settlement(
                claim, NodeStatus.known(NodeJobState.DELIVERED, ""), true, true, now.plus(ASK_AGAIN), true);
    }

    private static Settlement taken(Claim claim, PlanTaken answer, Instant now) {
        PlanTaken.State state = answer.state();
        if (state == PlanTaken.State.PAUSED) {
            return again(claim, paused(answer), claim.heldBefore(), now.plus(backoff(claim)));
        }
        NodeJobState reached = state == PlanTaken.State.RUNNING ? NodeJobState.RUNNING : NodeJobState.DELIVERED;
        Duration wait = claim.deliver() && state != PlanTaken.State.ENDED
                ? claim.binding().timeout().plus(GRACE)
                : ASK_AGAIN;
        return new Settlement(claim, NodeStatus.known(reached, ""), true, true, now.plus(wait));
    }

    /** Until when, by the node's clock, and why in its administrator's words. */
    private static String paused(PlanTaken answer) {
        return answer.pause()
                .map(pause -> NodeStatus.PAUSED + " until " + pause.until().truncatedTo(ChronoUnit.SECONDS)
                        + (pause.reason().isBlank() ? "" : ": " + HeldText.of(pause.reason(), MAX_PAUSE_REASON)))
                .orElse(NodeStatus.PAUSED);
    }

    private static Settlement rejected(Claim claim, String code, Instant now) {
        if (!claim.deliver()) {
            return refusedInquiry(claim, code, now);
        }
        boolean forGood =
                FOR_GOOD.contains(code) || (code.equals(UNSUPPORTED) && claim.attempts() >= ATTEMPTS_UNSUPPORTED);
        if (forGood && !claim.heldBefore()) {
            String reason = code.equals(UNSUPPORTED) ? UNSUPPORTED : NodeStatus.REJECTED + code;
            return new Settlement(claim, NodeStatus.known(NodeJobState.FAILED, reason), false, false, now);
        }
        return again(claim, code(code), claim.heldBefore(), now.plus(backoff(claim)));
    }

    private static Settlement refusedInquiry(Claim claim, String code, Instant now) {
        if (!code.equals(UNKNOWN_PLAN)) {
            return again(claim, code(code), true, now.plus(ASK_AGAIN));
        }
        NodeStatus status = claim.everDelivered()
                ? NodeStatus.presumed(NodeJobState.INTERRUPTED, "plan-lost")
                : NodeStatus.presumed(NodeJobState.UNREACHABLE, "no-answer");
        return new Settlement(claim, status, false, false, now);
    }

    private static Settlement again(Claim claim, String reason, boolean held, Instant dueAt) {
        return new Settlement(claim, NodeStatus.waiting(reason), false, held, dueAt);
    }

    private static Duration backoff(Claim claim) {
        int seconds = 1 << Math.min(claim.attempts(), 5);
        return Duration.ofSeconds(Math.min(seconds, MAX_BACKOFF_SECONDS));
    }

    /** A code comes from the node: only what looks like one is shown. */
    private static String code(String text) {
        return text.matches("[a-z][a-z0-9-]{0,63}") ? text : "refused";
    }
}
