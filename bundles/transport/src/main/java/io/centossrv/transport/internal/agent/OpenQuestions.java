// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.agent;

import io.centossrv.protocol.Envelope;
import io.centossrv.protocol.Reply;
import io.centossrv.transport.internal.codec.PayloadCodecs;
import io.centossrv.transport.internal.handler.Question;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/** Questions of the agent on one connection, a bounded number. Thread-safe. */
final class OpenQuestions {
    private static final int MOST = 32;

    private final PayloadCodecs codecs;
    private final Map<Long, Waiting> waiting = new HashMap<>();
    private final Queue<byte[]> unsent = new ArrayDeque<>();
    /** The question with the number 0 is the proof of the way back. */
    private long last;

    private boolean ended;

    private record Waiting(Question<?> question, long asked, Duration timeout) {}

    OpenQuestions(PayloadCodecs codecs) {
        this.codecs = codecs;
    }

    /** Makes the frame of a question that has a number. */
    @FunctionalInterface
    interface Frame {
        byte[] of(long number);
    }

    /** Queues a question, or ends it at once. */
    synchronized void ask(Question<?> question, Frame frame, Duration timeout) {
        if (ended) {
            question.end(new Reply.Unreachable<>());
        } else if (waiting.size() >= MOST) {
            question.end(new Reply.Rejected<>("busy", "too many questions wait for the control plane"));
        } else {
            last++;
            waiting.put(last, new Waiting(question, System.nanoTime(), timeout));
            unsent.add(frame.of(last));
        }
    }

    /** Returns the frame whose turn it is; it stays until {@link #sent}. */
    synchronized Optional<byte[]> head() {
        return Optional.ofNullable(unsent.peek());
    }

    synchronized void sent() {
        unsent.remove();
    }

    void answer(Envelope.Response response) {
        Waiting known;
        synchronized (this) {
            known = waiting.remove(response.id());
        }
        // one that comes too late is nobody's
        Optional.ofNullable(known).ifPresent(one -> one.question().answer(response, codecs));
    }

    /** Ends those whose time is over. */
    void expire() {
        long now = System.nanoTime();
        List<Waiting> late;
        synchronized (this) {
            late = waiting.values().stream()
                    .filter(one -> now - one.asked() > one.timeout().toNanos())
                    .toList();
            waiting.values().removeAll(late);
        }
        late.forEach(one -> one.question().end(new Reply.TimedOut<>()));
    }

    /** The connection is gone. */
    void end() {
        List<Waiting> left;
        synchronized (this) {
            ended = true;
            left = new ArrayList<>(waiting.values());
            waiting.clear();
            unsent.clear();
        }
        left.forEach(one -> one.question().interrupt());
    }
}
