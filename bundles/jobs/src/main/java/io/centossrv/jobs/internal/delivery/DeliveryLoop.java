// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.delivery;

import io.centossrv.jobs.internal.admission.Admission;
import io.centossrv.jobs.internal.admission.CurrentAdmission;
import io.centossrv.jobs.internal.freeze.Freezes;
import io.centossrv.jobs.internal.plan.PlanWriter;
import io.centossrv.jobs.internal.store.JobsDatabase;
import io.centossrv.jobs.internal.store.PostgresDeliveryQueue;
import io.centossrv.jobs.internal.store.PostgresFreezes;
import io.centossrv.jobs.internal.store.PostgresPatience;
import io.centossrv.jobs.internal.store.PostgresRollouts;
import io.centossrv.platform.pki.ControlPlaneKeys;
import io.centossrv.platform.pki.SecretSealing;
import io.centossrv.platform.readiness.ReadinessCheck;
import io.centossrv.protocol.NodeId;
import io.centossrv.transport.LinkListener;
import io.centossrv.transport.NodeBus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the delivery engine: each second, and as soon as there is something to do. */
@Component(
        immediate = true,
        service = {DeliveryLoop.class, LinkListener.class, ReadinessCheck.class})
public final class DeliveryLoop implements LinkListener, ReadinessCheck {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryLoop.class);
    private static final Duration STALLED = Duration.ofSeconds(30);

    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "jobs-delivery"));
    private final AtomicBoolean poked = new AtomicBoolean();
    private final DeliveryEngine engine;
    private final ScheduledFuture<?> repeated;
    private final Clock clock;
    private volatile NodeBus bus;
    private volatile Instant lastGood;
    private volatile boolean failing;

    @Activate
    public DeliveryLoop(
            @Reference JobsDatabase jobs,
            @Reference ControlPlaneKeys keys,
            @Reference Freezes freezes,
            @Reference CurrentAdmission admission,
            @Reference SecretSealing sealing) {
        this(jobs, signer(keys, sealing), freezes, admission.admission(), Clock.systemUTC());
    }

    private static PlanSigner signer(ControlPlaneKeys keys, SecretSealing sealing) {
        return new PlanSigner(keys::signPlan, text -> sealing.open(PlanWriter.SEAL, text));
    }

    DeliveryLoop(JobsDatabase jobs, PlanSigner signer, Freezes freezes, Admission admission, Clock clock) {
        this.clock = clock;
        lastGood = clock.instant();
        engine = new DeliveryEngine(
                new PostgresDeliveryQueue(jobs),
                new PostgresPatience(jobs),
                new PostgresRollouts(jobs),
                new Freezing(freezes, new PostgresFreezes(jobs)),
                admission,
                signer,
                () -> Optional.ofNullable(bus),
                clock,
                this::poke);
        repeated = thread.scheduleWithFixedDelay(this::pass, 0, 1, TimeUnit.SECONDS);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindBus(NodeBus service) {
        bus = service;
        poke();
    }

    void unbindBus(NodeBus service) {
        if (bus == service) {
            bus = null;
        }
    }

    /** Has a pass made soon. A poke that is lost costs a second. */
    public void poke() {
        if (poked.compareAndSet(false, true)) {
            try {
                thread.execute(this::pass);
            } catch (RejectedExecutionException e) {
                LOG.debug("A poke came after the end.", e);
            }
        }
    }

    private void pass() {
        poked.set(false);
        try {
            engine.pass();
            lastGood = clock.instant();
            if (failing) {
                failing = false;
                LOG.info("Jobs are delivered again.");
            }
        } catch (RuntimeException e) {
            if (!failing) {
                failing = true;
                LOG.warn("Jobs can't be delivered; trying again each second.", e);
            }
        }
    }

    @Override
    public String name() {
        return "jobs";
    }

    @Override
    public Optional<String> obstacle() {
        boolean stalled = lastGood.plus(STALLED).isBefore(clock.instant());
        return stalled ? Optional.of("delivery is stalled") : Optional.empty();
    }

    @Override
    public void linkUp(NodeId node, Instant at, String agentVersion) {
        engine.wake(node, at, agentVersion);
    }

    @Override
    public void linkDown(NodeId node, Instant at, String reason) {
        // The bus answers for the questions that were under way, and the rest waits for the next link.
        engine.forget(node);
    }

    @Override
    public void heartbeats(Map<NodeId, Instant> newest) {
        // A link is enough to hand a job over.
    }

    @Override
    public void denied(String sourceAddress, String publicKey, String reason, long count) {
        // The domain that keeps the keys audits it.
    }

    @Deactivate
    void stop() throws InterruptedException {
        repeated.cancel(false);
        thread.shutdown();
        if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
            thread.shutdownNow();
        }
    }
}
