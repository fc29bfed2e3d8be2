// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.server;

import io.centossrv.protocol.Envelope;
import io.centossrv.protocol.MessageType;
import io.centossrv.protocol.NodeId;
import io.centossrv.protocol.Reply;
import io.centossrv.transport.AgentHello;
import io.centossrv.transport.LinkListener;
import io.centossrv.transport.NodeBus;
import io.centossrv.transport.internal.codec.EnvelopeCodec;
import io.centossrv.transport.internal.codec.MalformedMessage;
import io.centossrv.transport.internal.codec.PayloadCodecs;
import io.centossrv.transport.internal.codec.Traceparent;
import io.centossrv.transport.internal.handler.Handlers;
import io.centossrv.transport.internal.handler.Pools;
import io.centossrv.transport.internal.handler.Question;
import io.centossrv.transport.internal.handler.RequestDesk;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The control plane's side of the protocol, over any transport that proves whose key a peer has. Thread-safe. */
public final class ServerLinks implements NodeBus, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServerLinks.class);

    private final LinkSettings settings;
    private final EnvelopeCodec envelopes;
    private final PayloadCodecs codecs;
    private final Handlers handlers;
    private final Clock clock;
    private final LinkNews news;
    private final Denials denials;
    private final ScheduledExecutorService timer = Pools.timer("bus-timer");
    private final ExecutorService callbacks = Pools.always("bus-answers", 2);
    private final RequestDesk desk;
    private final ReportIntake intake;
    private final Map<NodeId, ServerLink> byNode = new ConcurrentHashMap<>();
    private final Map<Peer, ServerLink> byPeer = new ConcurrentHashMap<>();
    private final Set<ServerLink> unacknowledged = ConcurrentHashMap.newKeySet();
    private volatile PeerNetwork network = node -> {};
    private volatile Guard guard = (node, hello) -> Optional.empty();

    /** Says why an agent that proved its key is refused nevertheless. */
    @FunctionalInterface
    public interface Guard {
        /** Returns why; empty where it is welcome. */
        Optional<String> refusal(NodeId node, AgentHello hello);
    }

    /** Opens the protocol; it has no links yet. */
    public ServerLinks(
            LinkSettings settings,
            PayloadCodecs codecs,
            Handlers handlers,
            Iterable<LinkListener> listeners,
            Clock clock) {
        this.settings = settings;
        this.codecs = codecs;
        this.handlers = handlers;
        this.clock = clock;
        envelopes = new EnvelopeCodec(settings.messageLimit());
        news = new LinkNews(listeners);
        denials = new Denials(news::denied);
        desk = new RequestDesk(handlers, codecs, "bus-requests", settings.requestThreads(), settings.payloadLimit());
        intake = new ReportIntake(handlers, codecs, clock, timer, settings.reportThreads(), unacknowledged::add);
        var unused = timer.scheduleWithFixedDelay(this::tick, 250, 250, TimeUnit.MILLISECONDS);
        unused = timer.scheduleWithFixedDelay(this::eachSecond, 1, 1, TimeUnit.SECONDS);
    }

    /** Names the transport; once, before the first peer. */
    public void use(PeerNetwork transport) {
        network = transport;
    }

    /** Names who is asked at each Hello; once, before the first peer. */
    public void ask(Guard asked) {
        guard = asked;
    }

    /** Tells a listener that has come later than links did of these; once it is told what is new, too. */
    public void introduce(LinkListener listener) {
        news.introduce(listener, byNode::values);
    }

    /** Returns where refusals are counted. */
    public Denials denials() {
        return denials;
    }

    @Override
    public <Q extends Record, A extends Record> CompletionStage<Reply<A>> ask(
            NodeId node, MessageType<Q> question, Q payload, MessageType<A> answer, Duration timeout) {
        ServerLink link = byNode.get(node);
        if (link == null) {
            return CompletableFuture.completedFuture(new Reply.Unreachable<>());
        }
        byte[] bytes = codecs.encode(question, payload);
        if (bytes.length > settings.payloadLimit()) {
            return CompletableFuture.completedFuture(
                    new Reply.Rejected<>("too-large", "the question has " + bytes.length + " bytes"));
        }
        Question<A> waiting = new Question<>(answer, callbacks);
        Optional<Long> id = link.ask(waiting);
        if (id.isEmpty()) {
            return CompletableFuture.completedFuture(
                    link.ended()
                            ? new Reply.Unreachable<>()
                            : new Reply.Rejected<>("busy", "too many questions wait for this node"));
        }
        waiting.deadline(timer.schedule(
                () -> link.question(id.get()).ifPresent(late -> waiting.end(new Reply.TimedOut<>())),
                Math.max(1, timeout.toMillis()),
                TimeUnit.MILLISECONDS));
        Envelope.Request request =
                new Envelope.Request(id.get(), question.wireName(), bytes, Optional.of(Traceparent.fresh()));
        link.peer().send(envelopes.encode(request), () -> link.question(id.get())
                .ifPresent(unsent -> waiting.end(new Reply.Unreachable<>())));
        return waiting.reply().minimalCompletionStage();
    }

    @Override
    public Set<NodeId> linked() {
        return Set.copyOf(byNode.keySet());
    }

    @Override
    public void cut(NodeId node, String reason) {
        Optional.ofNullable(byNode.get(node)).ifPresent(link -> end(link, reason));
        network.forget(node);
    }

    /** Takes a frame from a peer. Called by the transport, for one peer by one thread at a time. Never blocks. */
    public void received(Peer peer, byte[] frame) {
        try {
            Optional<Envelope> envelope = envelopes.decode(frame);
            if (envelope.isPresent()) {
                take(peer, envelope.get());
            } else {
                LOG.debug("A kind of message that is not known is ignored: node={}", peer.node());
            }
        } catch (MalformedMessage e) {
            refuse(peer, "malformed message: " + e.getMessage());
        }
    }

    /** Takes note that a peer's connection is gone. */
    public void lost(Peer peer, String reason) {
        Optional.ofNullable(byPeer.get(peer)).ifPresent(link -> end(link, reason));
    }

    @Override
    public void close() {
        byPeer.values().forEach(link -> end(link, "the control plane stops"));
        timer.shutdownNow();
        desk.close();
        intake.close();
        callbacks.shutdown();
        news.close();
    }

    private void take(Peer peer, Envelope envelope) {
        if (envelope instanceof Envelope.Hello hello) {
            greet(peer, hello);
            return;
        }
        ServerLink link = byPeer.get(peer);
        if (link == null) {
            refuse(peer, "a message before Hello");
            return;
        }
        link.hear();
        if (envelope instanceof Envelope.Heartbeat) {
            news.beat(peer.node(), clock.instant());
        } else if (envelope instanceof Envelope.Report report) {
            intake.offer(link, report);
        } else if (envelope instanceof Envelope.Response response) {
            link.question(response.id()).ifPresent(question -> question.answer(response, codecs));
        } else if (envelope instanceof Envelope.Request request) {
            desk.take(peer.node(), request, response -> send(peer, response));
        } else if (envelope instanceof Envelope.Goodbye goodbye) {
            end(link, "goodbye: " + Printable.of(goodbye.reason()));
        } else {
            refuse(peer, "a message that agents don't send");
        }
    }

    private synchronized void greet(Peer peer, Envelope.Hello hello) {
        if (hello.protocol() != EnvelopeCodec.PROTOCOL) {
            send(peer, new Envelope.Goodbye("protocol " + hello.protocol() + " is not spoken here"));
            refuse(peer, "protocol " + hello.protocol());
            return;
        }
        AgentHello said = said(peer, hello);
        Optional<String> refusal = refusal(peer, said);
        if (refusal.isPresent()) {
            send(peer, new Envelope.Goodbye(refusal.get()));
            refuse(peer, refusal.get());
            return;
        }
        ServerLink link = new ServerLink(peer, clock.instant(), said);
        Optional.ofNullable(byNode.get(peer.node())).ifPresent(old -> {
            if (old.peer() != peer) {
                // Thousands do so at once where a network was gone.
                LOG.debug("A node has a newer link: node={} address={}", peer.node(), peer.address());
            }
            end(old, "replaced by a newer link", old.peer() != peer);
        });
        byPeer.put(peer, link);
        byNode.put(peer.node(), link);
        send(peer, welcome());
        news.up(peer.node(), link.since(), said);
    }

    private static AgentHello said(Peer peer, Envelope.Hello hello) {
        return new AgentHello(
                peer.address(),
                Printable.of(hello.agentVersion()),
                Printable.of(hello.bootId()),
                hello.sentAt(),
                Printable.of(hello.machineId().orElse("")),
                Printable.of(hello.dmiUuid().orElse("")),
                Printable.of(hello.instance().orElse("")));
    }

    private Optional<String> refusal(Peer peer, AgentHello hello) {
        try {
            return guard.refusal(peer.node(), hello);
        } catch (RuntimeException | LinkageError e) {
            // A domain's: whatever it is, the door stays shut.
            LOG.warn("An agent could not be checked: node={} address={}", peer.node(), peer.address(), e);
            return Optional.of("the agent could not be checked");
        }
    }

    private Envelope.Welcome welcome() {
        // nothing is remembered over a restart: each report that the agent still has is to be sent
        return new Envelope.Welcome(EnvelopeCodec.PROTOCOL, settings.serverVersion(), clock.instant(), 0, (int)
                settings.heartbeat().toSeconds());
    }

    private void send(Peer peer, Envelope envelope) {
        peer.send(envelopes.encode(envelope), () -> LOG.debug("A message could not be sent: node={}", peer.node()));
    }

    private void refuse(Peer peer, String reason) {
        denials.deny(peer.address(), peer.publicKey(), reason);
        Optional.ofNullable(byPeer.get(peer)).ifPresent(link -> end(link, reason, false));
        peer.cut();
    }

    private void end(ServerLink link, String reason) {
        end(link, reason, true);
    }

    private void end(ServerLink link, String reason, boolean cut) {
        if (cut && byPeer.get(link.peer()) == link) {
            // first: what still comes from it is then no message before Hello
            link.peer().cut();
        }
        if (byPeer.remove(link.peer(), link)) {
            byNode.remove(link.node(), link);
            unacknowledged.remove(link);
            link.end().forEach(Question::interrupt);
            intake.drop(link);
            news.down(link.node(), clock.instant(), reason);
        }
    }

    private void tick() {
        try {
            for (ServerLink link : List.copyOf(unacknowledged)) {
                if (link.acknowledgementDue()) {
                    // removed first: what is done from now on puts it back
                    unacknowledged.remove(link);
                    link.acknowledgement().ifPresent(ack -> send(link.peer(), ack));
                }
            }
            long now = handlers.generation();
            // a handler may have come for what was left out: a second Welcome asks for it again
            byPeer.values().stream().filter(link -> link.takeStuck(now)).forEach(link -> send(link.peer(), welcome()));
        } catch (RuntimeException e) {
            LOG.error("The bus could not look after its links", e);
        }
    }

    private void eachSecond() {
        try {
            long silence = 3 * settings.heartbeat().toNanos();
            byPeer.values().stream()
                    .filter(link -> link.silentNanos() > silence)
                    .forEach(link -> end(link, "silent for three heartbeats"));
            news.flush();
            denials.flush();
        } catch (RuntimeException e) {
            LOG.error("The bus could not look after its links", e);
        }
    }
}
