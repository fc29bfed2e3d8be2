// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.server;

import io.centossrv.protocol.Envelope;
import io.centossrv.protocol.NodeId;
import io.centossrv.transport.AgentHello;
import io.centossrv.transport.internal.handler.Question;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** One welcomed link. Thread-safe; lanes are used under its lock. */
final class ServerLink {
    /** Types of reports that one link may have: an agent has a few dozen. */
    private static final int LANES = 256;

    private final Peer peer;
    private final Instant since;
    private final AgentHello hello;
    private final AtomicLong questionIds = new AtomicLong();
    private final Map<Long, Question<?>> questions = new HashMap<>();
    private final Map<String, ReportLane> lanes = new HashMap<>();
    private final AckBook book = new AckBook();
    private volatile long heard = System.nanoTime();
    private volatile long acknowledged = System.nanoTime() - 1_000_000_000L;
    private Optional<Long> stuckAt = Optional.empty();
    private boolean ended;

    ServerLink(Peer peer, Instant since, AgentHello hello) {
        this.peer = peer;
        this.since = since;
        this.hello = hello;
    }

    Peer peer() {
        return peer;
    }

    NodeId node() {
        return peer.node();
    }

    Instant since() {
        return since;
    }

    AgentHello hello() {
        return hello;
    }

    void hear() {
        heard = System.nanoTime();
    }

    long silentNanos() {
        return System.nanoTime() - heard;
    }

    /** Returns whether reports were left out for want of a handler while other ones were there; then forgets it. */
    synchronized boolean takeStuck(long handlersNow) {
        boolean was = stuckAt.filter(then -> then != handlersNow).isPresent();
        if (was) {
            stuckAt = Optional.empty();
        }
        return was;
    }

    /** Notes that reports are left out for want of a handler; of several times the first counts. */
    synchronized void stick(long handlersThen) {
        stuckAt = stuckAt.or(() -> Optional.of(handlersThen));
    }

    /** Returns the number of a question that is now waiting; empty where too many wait or the link has ended. */
    synchronized Optional<Long> ask(Question<?> question) {
        if (ended || questions.size() >= LinkSettings.QUESTIONS) {
            return Optional.empty();
        }
        long id = questionIds.incrementAndGet();
        questions.put(id, question);
        return Optional.of(id);
    }

    /** Returns, and takes out, the question with the number. */
    synchronized Optional<Question<?>> question(long id) {
        return Optional.ofNullable(questions.remove(id));
    }

    synchronized boolean ended() {
        return ended;
    }

    /** Ends the link; returns the questions that nobody will answer. Empty the second time. */
    synchronized Collection<Question<?>> end() {
        ended = true;
        List<Question<?>> open = new ArrayList<>(questions.values());
        questions.clear();
        return open;
    }

    AckBook book() {
        return book;
    }

    Collection<ReportLane> lanes() {
        return lanes.values();
    }

    /** Returns the lane of a type; empty where the link has too many. */
    Optional<ReportLane> lane(String type) {
        ReportLane lane = lanes.get(type);
        if (lane == null && lanes.size() < LANES) {
            lane = new ReportLane(type);
            lanes.put(type, lane);
        }
        return Optional.ofNullable(lane);
    }

    /** Returns whether the last acknowledgement was a second ago. */
    boolean acknowledgementDue() {
        return System.nanoTime() - acknowledged >= 1_000_000_000L;
    }

    /** Returns what the agent has not heard of its reports. */
    synchronized Optional<Envelope.Ack> acknowledgement() {
        if (ended) {
            return Optional.empty();
        }
        acknowledged = System.nanoTime();
        return book.news();
    }
}
