// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.delivery;

import io.centossrv.jobs.internal.admission.Admission;
import io.centossrv.jobs.internal.admission.Decision;
import io.centossrv.jobs.internal.state.FrozenNodes;
import io.centossrv.jobs.internal.store.Claim;
import io.centossrv.jobs.internal.store.Claim.Errand;
import io.centossrv.jobs.internal.store.Claim.Settlement;
import io.centossrv.jobs.internal.store.PlanBody;
import io.centossrv.jobs.internal.store.PostgresDeliveryQueue;
import io.centossrv.jobs.internal.store.PostgresPatience;
import io.centossrv.jobs.internal.store.PostgresRollouts;
import io.centossrv.jobs.message.CancelPlan;
import io.centossrv.jobs.message.CancelTaken;
import io.centossrv.jobs.message.DeliverPlan;
import io.centossrv.jobs.message.PlanInquiry;
import io.centossrv.jobs.message.PlanTaken;
import io.centossrv.protocol.NodeId;
import io.centossrv.protocol.Reply;
import io.centossrv.transport.NodeBus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands committed jobs to their nodes. All that it knows is in the database: it may die at any point, and another, or the
 * next one, goes on. {@link #pass} is called by one thread at a time; answers come on threads of the bus.
 */
final class DeliveryEngine {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryEngine.class);

    static final Duration ASK_TIMEOUT = Duration.ofSeconds(15);

    /** Longer than an answer takes: only a claim whose owner died is taken by another. */
    private static final Duration LEASE = ASK_TIMEOUT.plusSeconds(15);

    private static final int MAX_IN_FLIGHT = 512;
    private static final long MAX_BYTES_IN_FLIGHT = 64L * 1024 * 1024;
    private static final int SWEEP = 500;

    private final PostgresDeliveryQueue queue;
    private final PostgresPatience patience;
    private final PostgresRollouts rollouts;
    private final Freezing freezing;
    private final Admission admission;
    private final PlanSigner signer;
    private final Supplier<Optional<NodeBus>> bus;
    private final Clock clock;
    private final Runnable poke;
    private final Queue<Settlement> answers = new ConcurrentLinkedQueue<>();
    private final Queue<Map.Entry<NodeId, Instant>> woken = new ConcurrentLinkedQueue<>();
    /** Newer than what the inventory knows; of links that were made before us it alone knows. */
    private final Map<NodeId, String> linkedAs = new ConcurrentHashMap<>();

    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicLong bytesInFlight = new AtomicLong();

    /**
     * Makes an engine.
     *
     * @param poke asks for a pass soon; called from any thread
     */
    DeliveryEngine(
            PostgresDeliveryQueue queue,
            PostgresPatience patience,
            PostgresRollouts rollouts,
            Freezing freezing,
            Admission admission,
            PlanSigner signer,
            Supplier<Optional<NodeBus>> bus,
            Clock clock,
            Runnable poke) {
        this.queue = queue;
        this.patience = patience;
        this.rollouts = rollouts;
        this.freezing = freezing;
        this.admission = admission;
        this.signer = signer;
        this.bus = bus;
        this.clock = clock;
        this.poke = poke;
    }

    /**
     * Has what waits for this node handed over at the next pass, also what was asked over a link before this one: nobody
     * answers that any more.
     */
    void wake(NodeId node, Instant linkedAt, String agentVersion) {
        linkedAs.put(node, agentVersion);
        woken.add(Map.entry(node, linkedAt));
        poke.run();
    }

    /** Forgets what a node said with its link, which is gone. */
    void forget(NodeId node) {
        linkedAs.remove(node);
    }

    /** Settles what was answered, ends what waited too long, and asks what is due. */
    void pass() {
        settleAnswers();
        wakeNodes();
        Set<NodeId> linked = bus.get().map(NodeBus::linked).orElse(Set.of());
        Instant now = clock.instant();
        while (patience.giveUp(now, SWEEP) == SWEEP) {
            now = clock.instant();
        }
        rollOut();
        FrozenNodes frozen = freezing.hold(now);
        ask(linked, frozen);
        while (patience.markOffline(linked, now, SWEEP) == SWEEP) {
            now = clock.instant();
        }
    }

    private void rollOut() {
        Instant now = clock.instant();
        boolean more = rollouts.stopFailing(now, SWEEP) == SWEEP;
        more |= rollouts.dropUnstarted(now, SWEEP) == SWEEP;
        more |= rollouts.startNextBatches(now, SWEEP) == SWEEP;
        if (more) {
            poke.run();
        }
    }

    /** What can't be settled now stays for the next pass; what dies with us is asked again when its lease ends. */
    private void settleAnswers() {
        List<Settlement> batch = new ArrayList<>();
        for (Settlement answer = answers.peek(); answer != null; answer = answers.peek()) {
            batch.add(answers.poll());
            if (batch.size() == SWEEP) {
                break;
            }
        }
        if (batch.isEmpty()) {
            return;
        }
        try {
            queue.settle(batch, clock.instant());
        } catch (RuntimeException e) {
            answers.addAll(batch);
            throw e;
        }
        for (Settlement settled : batch) {
            inFlight.decrementAndGet();
            bytesInFlight.addAndGet(-settled.claim().bytes());
        }
    }

    private void wakeNodes() {
        Map<NodeId, Instant> links = new HashMap<>();
        for (Map.Entry<NodeId, Instant> link = woken.poll(); link != null; link = woken.poll()) {
            links.merge(link.getKey(), link.getValue(), (one, other) -> one.isAfter(other) ? one : other);
        }
        if (links.isEmpty()) {
            return;
        }
        try {
            queue.wake(links, LEASE, clock.instant());
        } catch (RuntimeException e) {
            woken.addAll(links.entrySet());
            throw e;
        }
    }

    private void ask(Set<NodeId> linked, FrozenNodes frozen) {
        int room = MAX_IN_FLIGHT - inFlight.get();
        if (linked.isEmpty() || room <= 0) {
            return;
        }
        Instant now = clock.instant();
        Instant leaseUntil = now.plus(LEASE);
        List<Claim> claims = queue.claim(linked, frozen, now, leaseUntil, room);
        Map<Claim, Decision> decisions = admission.decide(
                claims.stream().filter(Claim::deliver).toList(), node -> Optional.ofNullable(linkedAs.get(node)));
        Map<String, Optional<PlanBody>> bodies = new HashMap<>();
        List<Settlement> unused = new ArrayList<>();
        for (Claim claim : claims) {
            Optional<NodeBus> present = bus.get();
            boolean fits = bytesInFlight.get() == 0 || bytesInFlight.get() + claim.bytes() <= MAX_BYTES_IN_FLIGHT;
            boolean late = clock.instant().isAfter(leaseUntil.minus(ASK_TIMEOUT));
            if (present.isEmpty() || !fits || late) {
                unused.add(Verdicts.unused(claim, clock.instant()));
            } else {
                ask(present.get(), claim, decisions, bodies).ifPresent(unused::add);
            }
        }
        if (!unused.isEmpty()) {
            queue.settle(unused, clock.instant());
        }
        if (claims.size() == room) {
            poke.run();
        }
    }

    private Optional<Settlement> ask(
            NodeBus present, Claim claim, Map<Claim, Decision> decisions, Map<String, Optional<PlanBody>> bodies) {
        if (claim.errand() == Errand.CANCEL) {
            return cancel(present, claim);
        }
        if (claim.errand() == Errand.INQUIRE) {
            PlanInquiry inquiry = new PlanInquiry(claim.job().toString());
            return send(
                    claim,
                    () -> present.ask(claim.node(), PlanInquiry.TYPE, inquiry, PlanTaken.TYPE, ASK_TIMEOUT),
                    Verdicts::of);
        }
        Decision decision = decisions.get(claim);
        if (decision instanceof Decision.Admitted admitted) {
            return deliver(present, claim, admitted, bodies);
        } else if (decision instanceof Decision.Refused refused) {
            return claim.heldBefore()
                    ? cancel(present, claim.stopping(refused.code()))
                    : Optional.of(Verdicts.refused(claim, refused.code(), clock.instant()));
        }
        return Optional.of(Verdicts.held(claim, ((Decision.Held) decision).reason(), clock.instant()));
    }

    private Optional<Settlement> cancel(NodeBus present, Claim claim) {
        CancelPlan cancel = new CancelPlan(claim.job().toString());
        return send(
                claim,
                () -> present.ask(claim.node(), CancelPlan.TYPE, cancel, CancelTaken.TYPE, ASK_TIMEOUT),
                Verdicts::ofCancel);
    }

    private Optional<Settlement> deliver(
            NodeBus present, Claim claim, Decision.Admitted admitted, Map<String, Optional<PlanBody>> bodies) {
        Optional<PlanBody> body = bodies.computeIfAbsent(claim.job() + claim.plan(), k -> queue.body(claim));
        if (body.isEmpty()) {
            return Optional.of(Verdicts.dropped(claim, clock.instant()));
        }
        return send(
                claim,
                () -> present.ask(
                        claim.node(),
                        DeliverPlan.TYPE,
                        signer.message(claim, body.get(), admitted.jars()),
                        PlanTaken.TYPE,
                        ASK_TIMEOUT),
                Verdicts::of);
    }

    /** One job that can't be sent must not keep the others from being sent. */
    private <A extends Record> Optional<Settlement> send(
            Claim claim, Supplier<CompletionStage<Reply<A>>> question, Verdict<A> verdict) {
        try {
            expect(claim, question.get(), verdict);
            return Optional.empty();
        } catch (RuntimeException e) {
            LOG.warn("A job can't be sent; trying again: job={} node={}", claim.job(), claim.node(), e);
            return Optional.of(verdict.of(claim, new Reply.Failed<>("send-failed", ""), clock.instant()));
        }
    }

    private <A extends Record> void expect(Claim claim, CompletionStage<Reply<A>> answer, Verdict<A> verdict) {
        inFlight.incrementAndGet();
        bytesInFlight.addAndGet(claim.bytes());
        answer.whenComplete((reply, failure) -> {
            Reply<A> outcome = failure == null ? reply : new Reply.Interrupted<>();
            answers.add(verdict.of(claim, outcome, clock.instant()));
            poke.run();
        });
    }

    /** What an answer says. */
    private interface Verdict<A extends Record> {
        Settlement of(Claim claim, Reply<A> reply, Instant now);
    }
}
