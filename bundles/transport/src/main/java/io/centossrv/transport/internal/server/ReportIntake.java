// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.server;

import io.centossrv.protocol.Envelope;
import io.centossrv.protocol.NodeId;
import io.centossrv.protocol.ReportHandler;
import io.centossrv.protocol.RequestRejected;
import io.centossrv.transport.internal.codec.MalformedMessage;
import io.centossrv.transport.internal.codec.PayloadCodecs;
import io.centossrv.transport.internal.handler.Handlers;
import io.centossrv.transport.internal.handler.Pools;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands reports to their handlers: of one node and type one after the other, of others side by side. What can't be taken now
 * is left out, not acknowledged, and comes again. Thread-safe.
 */
final class ReportIntake implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReportIntake.class);
    private static final int RUNS = 65_536;
    private static final long MAX_NUMBER = 1L << 53;
    private final Handlers handlers;
    private final PayloadCodecs codecs;
    private final Clock clock;
    private final ScheduledExecutorService timer;
    private final Consumer<ServerLink> acknowledge;
    private final ExecutorService pool;
    private final AtomicLong waitingBytes = new AtomicLong();

    /** What is being handled; a node that has connected again must not overtake itself. */
    private final Set<Turn> turns = ConcurrentHashMap.newKeySet();

    ReportIntake(
            Handlers handlers,
            PayloadCodecs codecs,
            Clock clock,
            ScheduledExecutorService timer,
            int threads,
            Consumer<ServerLink> acknowledge) {
        this.handlers = handlers;
        this.codecs = codecs;
        this.clock = clock;
        this.timer = timer;
        this.acknowledge = acknowledge;
        pool = Pools.bounded("bus-reports", threads, RUNS);
    }

    /** Takes a report, or leaves it out; throws {@link MalformedMessage} for a number that can't be. */
    void offer(ServerLink link, Envelope.Report report) {
        if (report.number() < 1 || report.number() > MAX_NUMBER) {
            throw new MalformedMessage("a report's number is out of range");
        }
        synchronized (link) {
            link.book().seen(report.number());
            if (link.book().isDone(report.number())) {
                link.book().done(report.number());
                acknowledge.accept(link);
                return;
            }
            link.lane(report.type())
                    .filter(lane -> lane.takes(report.number()))
                    .ifPresent(lane -> enqueue(link, lane, report));
        }
    }

    /** Forgets what waits on a link that has ended. */
    void drop(ServerLink link) {
        synchronized (link) {
            link.lanes().forEach(lane -> waitingBytes.addAndGet(-lane.clear()));
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }

    private void enqueue(ServerLink link, ReportLane lane, Envelope.Report report) {
        int bytes = report.payload().length;
        // before it is asked: what comes between counts as new
        long generation = handlers.generation();
        if (handlers.report(report.type()).isEmpty()) {
            lane.leaveOut(report.number());
            link.stick(generation);
        } else if (lane.full() || waitingBytes.get() + bytes > LinkSettings.REPORT_BYTES) {
            lane.leaveOut(report.number());
            LOG.debug("A report is left out, the intake is full: node={} type={}", link.node(), report.type());
        } else {
            waitingBytes.addAndGet(bytes);
            if (lane.add(new ReportLane.Waiting(report, clock.instant()))) {
                schedule(link, lane);
            }
        }
    }

    private void schedule(ServerLink link, ReportLane lane) {
        try {
            pool.execute(() -> run(link, lane));
        } catch (RejectedExecutionException full) {
            later(link, lane, TimeUnit.SECONDS.toMillis(1));
        }
    }

    private void later(ServerLink link, ReportLane lane, long millis) {
        try {
            var unused = timer.schedule(() -> schedule(link, lane), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closing) {
            LOG.trace("The bus closes; reports come again on the next link");
        }
    }

    private void run(ServerLink link, ReportLane lane) {
        Turn turn = new Turn(link.node(), lane.type());
        if (!turns.add(turn)) {
            later(link, lane, 50);
            return;
        }
        try {
            runHead(link, lane);
        } finally {
            turns.remove(turn);
        }
    }

    private void runHead(ServerLink link, ReportLane lane) {
        Optional<ReportLane.Waiting> head;
        long generation = handlers.generation();
        Optional<ReportHandler<?>> handler = handlers.report(lane.type());
        synchronized (link) {
            if (handler.isEmpty() || link.ended()) {
                link.stick(generation);
                waitingBytes.addAndGet(-lane.clear());
                return;
            }
            head = lane.head();
        }
        if (head.isEmpty()) {
            return;
        }
        Envelope.Report report = head.get().report();
        Outcome outcome = handle(link.node(), head.get(), handler.get());
        synchronized (link) {
            if (outcome.again()) {
                later(link, lane, TimeUnit.SECONDS.toMillis(lane.retryAfter()));
                return;
            }
            if (!link.ended()) {
                lane.done(report.number());
                waitingBytes.addAndGet(-report.payload().length);
                outcome.note(link.book(), report.number());
                acknowledge.accept(link);
            }
        }
        schedule(link, lane);
    }

    private <T extends Record> Outcome handle(NodeId node, ReportLane.Waiting waiting, ReportHandler<T> handler) {
        Envelope.Report report = waiting.report();
        try {
            handler.handle(node, waiting.receivedAt(), codecs.decode(handler.type(), report.payload()));
            return new Outcome(false, Optional.empty());
        } catch (RequestRejected e) {
            LOG.warn(
                    "A report is refused: node={} type={} number={} code={}: {}",
                    node,
                    report.type(),
                    report.number(),
                    e.code(),
                    e.getMessage());
            return new Outcome(
                    false,
                    Optional.of(new Envelope.Refusal(report.number(), e.code(), String.valueOf(e.getMessage()))));
        } catch (MalformedMessage e) {
            LOG.warn("A report can't be read: node={} type={}: {}", node, report.type(), e.getMessage());
            return new Outcome(false, Optional.of(new Envelope.Refusal(report.number(), "malformed", e.getMessage())));
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("A report's handler failed, it comes again: node={} type={}", node, report.type(), e);
            return new Outcome(true, Optional.empty());
        }
    }

    private record Turn(NodeId node, String type) {}

    private record Outcome(boolean again, Optional<Envelope.Refusal> refusal) {
        void note(AckBook book, long number) {
            refusal.ifPresentOrElse(
                    refused -> book.refuse(number, refused.code(), refused.message()), () -> book.done(number));
        }
    }
}
