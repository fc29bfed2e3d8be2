// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.agent;

import io.centossrv.protocol.Envelope;
import io.centossrv.protocol.MessageType;
import io.centossrv.protocol.Reply;
import io.centossrv.transport.AgentLink;
import io.centossrv.transport.internal.codec.EnvelopeCodec;
import io.centossrv.transport.internal.codec.PayloadCodecs;
import io.centossrv.transport.internal.codec.Traceparent;
import io.centossrv.transport.internal.handler.Handlers;
import io.centossrv.transport.internal.handler.Pools;
import io.centossrv.transport.internal.handler.Question;
import io.centossrv.transport.internal.handler.RequestDesk;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agent's side of the protocol, over any transport: one thread, one connection at a time, a durable outbox. */
public final class OutboxAgentLink implements AgentLink {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxAgentLink.class);
    private static final int HANDLER_THREADS = 4;
    private static final int ENVELOPE_ROOM = 1024;

    private final AgentFacts facts;
    private final AgentDialer dialer;
    private final Outbox outbox;
    private final EnvelopeCodec envelopes;
    private final PayloadCodecs codecs;
    private final Handlers handlers;
    private final RequestDesk desk;
    private final LinkTiming timing;
    private final LinkState state;
    private final Clock clock;
    private final ExecutorService callbacks = Pools.always("link-answers", 1);
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Optional<Conversation> present = Optional.empty();

    /** Opens a link, which connects by itself from now on. It closes the dialer and the outbox with itself. */
    public OutboxAgentLink(
            AgentFacts facts,
            AgentDialer dialer,
            Outbox outbox,
            EnvelopeCodec envelopes,
            PayloadCodecs codecs,
            Handlers handlers,
            Listener listener,
            LinkTiming timing,
            Clock clock) {
        this.facts = facts;
        this.dialer = dialer;
        this.outbox = outbox;
        this.envelopes = envelopes;
        this.codecs = codecs;
        this.handlers = handlers;
        this.timing = timing;
        this.clock = clock;
        desk = new RequestDesk(handlers, codecs, "link-requests", HANDLER_THREADS, payloadLimit());
        state = new LinkState(listener, clock);
        thread = new Thread(this::keep, "link");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public <T extends Record> void report(MessageType<T> type, T payload) {
        byte[] bytes = codecs.encode(type, payload);
        if (bytes.length > payloadLimit()) {
            throw new IllegalArgumentException(
                    "a report is too long: type=" + type.wireName() + ", bytes=" + bytes.length);
        }
        outbox.add(type.wireName(), bytes, Optional.of(Traceparent.fresh()));
        present.ifPresent(Conversation::reportsChanged);
    }

    @Override
    public <Q extends Record, A extends Record> CompletionStage<Reply<A>> ask(
            MessageType<Q> question, Q payload, MessageType<A> answer, Duration timeout) {
        Optional<Conversation> link = present;
        if (link.isEmpty()) {
            return CompletableFuture.completedFuture(new Reply.Unreachable<>());
        }
        byte[] bytes = codecs.encode(question, payload);
        if (bytes.length > payloadLimit()) {
            return CompletableFuture.completedFuture(
                    new Reply.Rejected<>("too-large", "the question has " + bytes.length + " bytes"));
        }
        Question<A> waiting = new Question<>(answer, callbacks);
        link.get()
                .ask(
                        waiting,
                        number -> envelopes.encode(new Envelope.Request(
                                number, question.wireName(), bytes, Optional.of(Traceparent.fresh()))),
                        timeout);
        return waiting.reply().minimalCompletionStage();
    }

    @Override
    public State state() {
        return state.snapshot(outbox.size());
    }

    @Override
    public void close() {
        closing.countDown();
        dialer.hangUp();
        present.ifPresent(Conversation::wake);
        try {
            thread.join(1500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        desk.close();
        callbacks.shutdown();
        state.close();
        dialer.close();
        outbox.close();
    }

    private int payloadLimit() {
        return (int) envelopes.limit() - ENVELOPE_ROOM;
    }

    private void keep() {
        int failures = 0;
        while (closing.getCount() > 0) {
            long dialled = System.nanoTime();
            boolean wasUp = false;
            boolean listens = true;
            OpenQuestions questions = new OpenQuestions(codecs);
            try (AgentChannel channel = dialer.dial()) {
                Conversation conversation = new Conversation(
                        channel, facts, envelopes, handlers, desk, questions, outbox, timing, state, clock);
                present = Optional.of(conversation);
                conversation.run(() -> closing.getCount() == 0);
            } catch (ChannelLost e) {
                wasUp = state.isUp();
                listens = !(e instanceof NobodyListens);
                state.fall(e.getMessage());
            } catch (RuntimeException | AssertionError e) {
                // of the library or the disk: the link must come back whatever it was
                wasUp = state.isUp();
                LOG.error("The link failed", e);
                state.fall("an internal error");
            }
            present = Optional.empty();
            questions.end();
            boolean lasted =
                    wasUp && System.nanoTime() - dialled > timing.longestDelay().toNanos();
            failures = lasted ? 1 : failures + (listens ? 1 : 0);
            if (!pause(listens ? timing.delay(Math.min(failures, 31)) : timing.delayWhileNobodyListens())) {
                return;
            }
        }
    }

    private boolean pause(Duration delay) {
        try {
            return !closing.await(delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }
}
