// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.ping;

import io.centossrv.inventory.Node;
import io.centossrv.jobs.internal.target.NodeTargets;
import io.centossrv.jobs.message.Ping;
import io.centossrv.jobs.message.Pong;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.DomainUnavailable;
import io.centossrv.platform.ErrorCode;
import io.centossrv.platform.ErrorKind;
import io.centossrv.protocol.Reply;
import io.centossrv.transport.NodeBus;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Asks nodes whether they answer, all at once. Thread-safe. */
@Component(service = NodePings.class)
public final class NodePings {
    /** The code of a ping while too many others are under way. */
    public static final ErrorCode TOO_MANY = new ErrorCode("pings-limited", ErrorKind.LIMITED);

    private static final int MAX_AT_ONCE = 16;

    private final NodeTargets targets;
    private final Clock clock;
    private final Semaphore free = new Semaphore(MAX_AT_ONCE);
    private volatile NodeBus bus;

    @Activate
    public NodePings(@Reference NodeTargets targets) {
        this(targets, Clock.systemUTC());
    }

    NodePings(NodeTargets targets, Clock clock) {
        this.targets = targets;
        this.clock = clock;
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public void bindBus(NodeBus service) {
        bus = service;
    }

    public void unbindBus(NodeBus service) {
        if (bus == service) {
            bus = null;
        }
    }

    /**
     * Pings the nodes of a target. Returns at once; the stage completes when each node answered or its time is over, in
     * the order of the nodes' names.
     *
     * @throws CentossrvException as of resolving the target, {@code pings-limited}, {@code domain-unavailable}
     */
    public CompletionStage<List<PingOutcome>> ping(String target, Duration timeout) {
        NodeBus present = bus;
        if (present == null) {
            throw new DomainUnavailable("transport");
        }
        List<Node> nodes = targets.resolve(target);
        if (!free.tryAcquire()) {
            throw new CentossrvException(TOO_MANY, "Too many pings are under way. Try again in a few seconds.");
        }
        List<CompletableFuture<PingOutcome>> asked = nodes.stream()
                .map(n -> ask(present, n, timeout).toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
                .thenApply(done -> asked.stream().map(CompletableFuture::join).toList())
                .whenComplete((outcomes, failure) -> free.release());
    }

    private CompletionStage<PingOutcome> ask(NodeBus present, Node node, Duration timeout) {
        long start = System.nanoTime();
        return present.ask(node.id(), Ping.TYPE, new Ping(clock.instant()), Pong.TYPE, timeout)
                .handle((reply, failure) ->
                        outcome(node, failure == null ? reply : new Reply.Interrupted<>(), System.nanoTime() - start));
    }

    private static PingOutcome outcome(Node node, Reply<Pong> reply, long nanos) {
        if (reply instanceof Reply.Answered<Pong>) {
            return new PingOutcome(
                    node.id(),
                    NodeTargets.name(node),
                    "answered",
                    Optional.of(Duration.ofNanos(nanos)),
                    Optional.empty());
        } else if (reply instanceof Reply.Rejected<Pong> rejected) {
            return silent(node, "rejected", Optional.of(rejected.code()));
        } else if (reply instanceof Reply.Failed<Pong> failed) {
            return silent(node, "failed", Optional.of(failed.code()));
        } else if (reply instanceof Reply.TimedOut<Pong>) {
            return silent(node, "timed-out", Optional.empty());
        }
        boolean unreachable = reply instanceof Reply.Unreachable<Pong>;
        return silent(node, unreachable ? "unreachable" : "interrupted", Optional.empty());
    }

    private static PingOutcome silent(Node node, String outcome, Optional<String> code) {
        return new PingOutcome(node.id(), NodeTargets.name(node), outcome, Optional.empty(), code);
    }
}
