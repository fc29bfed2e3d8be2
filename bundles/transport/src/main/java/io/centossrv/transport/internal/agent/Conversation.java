// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.agent;

import io.centossrv.protocol.Envelope;
import io.centossrv.protocol.Reply;
import io.centossrv.transport.internal.codec.EnvelopeCodec;
import io.centossrv.transport.internal.codec.MalformedMessage;
import io.centossrv.transport.internal.codec.Traceparent;
import io.centossrv.transport.internal.handler.Handlers;
import io.centossrv.transport.internal.handler.Question;
import io.centossrv.transport.internal.handler.RequestDesk;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an agent says and hears on one connection, from Hello to its end. Used by the link's thread, except where said. */
final class Conversation {
    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);
    private static final int ANSWERS = 1024;
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final AgentChannel channel;
    private final AgentFacts facts;
    private final EnvelopeCodec envelopes;
    private final Handlers handlers;
    private final RequestDesk desk;
    private final Outbox outbox;
    private final LinkTiming timing;
    private final LinkState state;
    private final Clock clock;
    private final ReportPump pump;
    private final Queue<byte[]> answers = new ArrayBlockingQueue<>(ANSWERS);
    private final OpenQuestions questions;
    private volatile boolean reportsChanged = true;
    private Duration heartbeat = Duration.ZERO;
    private volatile boolean welcomed;
    private boolean ended;
    private long heard = System.nanoTime();
    private long beaten = System.nanoTime();
    private long pumped = System.nanoTime();
    private long asked;
    private boolean proofAsked;

    Conversation(
            AgentChannel channel,
            AgentFacts facts,
            EnvelopeCodec envelopes,
            Handlers handlers,
            RequestDesk desk,
            OpenQuestions questions,
            Outbox outbox,
            LinkTiming timing,
            LinkState state,
            Clock clock) {
        this.channel = channel;
        this.facts = facts;
        this.envelopes = envelopes;
        this.handlers = handlers;
        this.desk = desk;
        this.questions = questions;
        this.outbox = outbox;
        this.timing = timing;
        this.state = state;
        this.clock = clock;
        pump = new ReportPump(outbox, timing.sendAgainAfter());
    }

    /** Says that there is something new in the outbox; any thread. */
    void reportsChanged() {
        reportsChanged = true;
        channel.wake();
    }

    /** Asks the control plane, once it has welcomed us; any thread. */
    void ask(Question<?> question, OpenQuestions.Frame frame, Duration timeout) {
        if (welcomed) {
            questions.ask(question, frame, timeout);
            channel.wake();
        } else {
            question.end(new Reply.Unreachable<>());
        }
    }

    /** Makes the conversation look whether it is to end; any thread. */
    void wake() {
        channel.wake();
    }

    /** Talks until told to end, then says goodbye. */
    void run(BooleanSupplier closing) throws ChannelLost {
        say(new Envelope.Hello(
                EnvelopeCodec.PROTOCOL,
                facts.version(),
                facts.bootId(),
                clock.instant(),
                handlers.requestTypes(),
                outbox.next(),
                Optional.of(facts.machineId()).filter(id -> !id.isEmpty()),
                Optional.of(facts.dmiUuid()).filter(id -> !id.isEmpty()),
                Optional.of(facts.instance())));
        long dialled = System.nanoTime();
        while (!closing.getAsBoolean()) {
            if (!welcomed && passed(dialled, timing.welcomeWithin())) {
                throw new ChannelLost("no welcome within " + timing.welcomeWithin());
            }
            if (welcomed) {
                speak();
            }
            Optional<byte[]> frame = channel.receive(welcomed && heartbeat.compareTo(LOOK) < 0 ? heartbeat : LOOK);
            if (frame.isPresent()) {
                hear(frame.get());
            }
            questions.expire();
            if (ended) {
                throw new ChannelLost("the control plane ended the link");
            }
        }
        if (!channel.send(envelopes.encode(new Envelope.Goodbye("the agent stops")))) {
            LOG.debug("No goodbye could be said");
        }
    }

    private void speak() throws ChannelLost {
        while (!answers.isEmpty() && channel.send(answers.peek())) {
            answers.remove();
        }
        Optional<byte[]> question = questions.head();
        while (question.isPresent() && channel.send(question.get())) {
            questions.sent();
            question = questions.head();
        }
        // once a second even without news: what is overdue goes again
        if (reportsChanged || passed(pumped, LOOK)) {
            pumped = System.nanoTime();
            reportsChanged = false;
            reportsChanged = pump.pump(channel);
        }
        if (passed(beaten, heartbeat)) {
            beaten = System.nanoTime();
            say(new Envelope.Heartbeat(clock.instant()));
        }
        prove();
    }

    /** Asks for a sign where none has come for long: a link can be up and lead nowhere. */
    private void prove() throws ChannelLost {
        if (proofAsked && passed(asked, timing.proofWithin())) {
            throw new ChannelLost("the control plane gave no sign within " + timing.proofWithin());
        }
        if (!proofAsked && passed(heard, timing.proofAfter())) {
            proofAsked = true;
            asked = System.nanoTime();
            say(new Envelope.Request(0, RequestDesk.PROOF, new byte[0], Optional.of(Traceparent.fresh())));
        }
    }

    private void say(Envelope envelope) throws ChannelLost {
        if (!channel.send(envelopes.encode(envelope))) {
            throw new ChannelLost("the connection takes nothing");
        }
    }

    private void hear(byte[] frame) throws ChannelLost {
        Optional<Envelope> envelope;
        try {
            envelope = envelopes.decode(frame);
        } catch (MalformedMessage e) {
            throw new ChannelLost("the control plane sent what can't be read: " + e.getMessage());
        }
        heard = System.nanoTime();
        proofAsked = false;
        state.proven();
        if (envelope.isPresent()) {
            take(envelope.get());
        }
    }

    private void take(Envelope envelope) throws ChannelLost {
        if (envelope instanceof Envelope.Welcome welcome) {
            settle(welcome);
        } else if (envelope instanceof Envelope.Request request) {
            desk.take(facts.node(), request, this::answer);
        } else if (envelope instanceof Envelope.Response response) {
            questions.answer(response);
        } else if (envelope instanceof Envelope.Ack ack) {
            pump.acknowledged(ack);
            reportsChanged = true;
        } else if (envelope instanceof Envelope.Goodbye goodbye) {
            LOG.warn("The control plane says goodbye: {}", goodbye.reason());
            ended = true;
        } else {
            LOG.debug("A message is ignored: kind={}", envelope.getClass().getSimpleName());
        }
    }

    private void settle(Envelope.Welcome welcome) throws ChannelLost {
        if (welcome.protocol() != EnvelopeCodec.PROTOCOL) {
            throw new ChannelLost("the control plane speaks protocol " + welcome.protocol());
        }
        welcomed = true;
        heartbeat = Duration.ofSeconds(Math.min(600, Math.max(1, welcome.heartbeatSeconds())));
        outbox.forget(welcome.acknowledged(), Set.of());
        pump.reset();
        reportsChanged = true;
        state.rise();
    }

    private void answer(Envelope.Response response) {
        if (!answers.offer(envelopes.encode(response))) {
            LOG.warn("An answer is lost, too many wait to be sent");
        }
        channel.wake();
    }

    private static boolean passed(long since, Duration time) {
        return System.nanoTime() - since >= time.toNanos();
    }
}
