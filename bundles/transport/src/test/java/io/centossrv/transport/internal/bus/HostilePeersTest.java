// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.bus;

import static io.centossrv.transport.internal.bus.Messages.ANSWER;
import static io.centossrv.transport.internal.bus.Messages.NEWS;
import static io.centossrv.transport.internal.bus.Messages.QUESTION;
import static io.centossrv.transport.internal.bus.Messages.answering;
import static io.centossrv.transport.internal.bus.Messages.news;
import static io.centossrv.transport.internal.bus.Messages.taking;
import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.protocol.Envelope;
import io.centossrv.protocol.NodeId;
import io.centossrv.protocol.Reply;
import io.centossrv.transport.AgentLink;
import io.centossrv.transport.internal.bus.Messages.Word;
import io.centossrv.transport.internal.codec.EnvelopeCodec;
import io.centossrv.transport.internal.handler.Handlers;
import io.centossrv.transport.internal.handler.Rank;
import io.centossrv.transport.internal.zeromq.ServerOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** Peers that are not what they say: refused, told to the listener, and nothing of theirs reaches a handler. */
@Timeout(60)
class HostilePeersTest {
    private final NodeId honest = new NodeId(new UUID(1, 1));
    private final NodeId hostile = new NodeId(new UUID(6, 6));
    private final EnvelopeCodec codec = new EnvelopeCodec(1 << 20);
    private final List<NodeId> reached = new CopyOnWriteArrayList<>();
    private final ZeroMqBench bench = new ZeroMqBench(
            new ServerOptions("tcp://127.0.0.1:0", Bench.MESSAGE_LIMIT, 1000, 1000, 1000, Duration.ofSeconds(2)));

    @TempDir
    Path folder;

    @BeforeEach
    void open() {
        bench.serverHandlers.add(Rank.of(1, 0, 0, "", 1), taking(NEWS, (from, report) -> reached.add(from)));
        bench.serverHandlers.add(Rank.of(1, 0, 0, "", 2), answering((peer, word) -> {
            reached.add(peer);
            return word;
        }));
        bench.open();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aKeyThatIsNotListed() {
        ZMQ.Curve.KeyPair unlisted = ZMQ.Curve.generateKeyPair();
        dealer(curve(unlisted), sayAllUntilDenied("the key is not accepted"));
        assertThat(bench.listener.denials).anySatisfy(denied -> {
            assertThat(denied.publicKey()).isEqualTo(unlisted.publicKey);
            assertThat(denied.address()).isEqualTo("127.0.0.1");
        });
        nothingCameThrough();
    }

    @Test
    void nobodyIsThereToSayWhoseKeyItIs() {
        bench.authority(Optional.empty());
        dealer(
                curve(bench.keysOf(hostile)),
                socket -> Await.until("it is denied", () -> bench.listener.wasDenied("nobody is there")));
        bench.authority(Optional.of(key -> {
            throw new IllegalStateException("the database is away");
        }));
        dealer(
                curve(bench.keysOf(hostile)),
                socket -> Await.until("it is denied", () -> bench.listener.wasDenied("could not be checked")));
        assertThat(reached).isEmpty();
        assertThat(bench.bus().linked()).isEmpty();
    }

    @Test
    void anAgentWithAnotherServersKey() {
        AgentEvents events = new AgentEvents();
        String otherServer = ZMQ.Curve.generateKeyPair().publicKey;
        AgentLink agent = bench.agent(
                hostile,
                new Handlers(),
                folder.resolve("outbox"),
                events,
                bench.dialer(hostile, bench.keysOf(hostile), otherServer));
        agent.report(NEWS, news(1));
        Await.until("it is denied", () -> bench.listener.wasDenied("handshake failed"));
        nothingCameThrough();
        assertThat(events.events).isEmpty();
        assertThat(agent.state().up()).isFalse();
        assertThat(agent.state().lastProof()).as("nothing was heard").isEqualTo(Instant.EPOCH);
        assertThat(agent.state().waiting()).as("the report is kept").isEqualTo(1);
    }

    @Test
    void noSecurityAtAll() {
        dealer(socket -> {}, sayAllUntilDenied("handshake"));
        nothingCameThrough();
    }

    @Test
    void aPassword() {
        dealer(
                socket -> {
                    socket.setPlainUsername("admin");
                    socket.setPlainPassword("admin");
                },
                sayAllUntilDenied("handshake"));
        nothingCameThrough();
    }

    @Test
    void protocolsFromBeforeThereWasSecurity() throws Exception {
        try (RawCurvePeer first = raw(bench.keysOf(hostile));
                RawCurvePeer second = raw(bench.keysOf(hostile))) {
            // ZMTP 1.0: an identity, then a message
            first.write(new byte[] {1, 0, 6, 0, 'h', 'e', 'l', 'l', 'o'});
            // ZMTP 2.0: signature, revision 1, DEALER, identity, message
            second.write(
                    new byte[] {(byte) 0xff, 0, 0, 0, 0, 0, 0, 0, 1, 0x7f, 1, 5, 0, 0, 0, 5, 'h', 'e', 'l', 'l', 'o'});
            Await.until("both are cut", () -> first.ended() && second.ended());
        }
        Await.until("they are denied", () -> bench.listener.wasDenied("handshake"));
        nothingCameThrough();
    }

    @Test
    void theRoutingIdOfAnother() {
        connectHonest();
        dealer(
                socket -> {
                    curve(bench.keysOf(hostile)).accept(socket);
                    socket.setIdentity("chosen".getBytes(StandardCharsets.US_ASCII));
                },
                sayAllUntilDenied("routing id that the peer chose"));
        nothingCameThrough();
    }

    @Test
    void theRoutingIdThatTheNextOneWillGet() throws Exception {
        try (RawCurvePeer squatter = raw(bench.keysOf(hostile))) {
            squatter.greet("CURVE");
            squatter.hello();
            squatter.initiate(Map.of("Socket-Type", bytes("DEALER"), "Identity", new byte[] {0, 1, 2, 3, 4}));
            squatter.send(hello(1));
            Await.until("it is denied", () -> bench.listener.wasDenied("routing id that the peer chose"));
            Await.until("it is cut", squatter::ended);
        }
        nothingCameThrough();
    }

    @Test
    void theUserIdOfAnother() throws Exception {
        ZMQ.Curve.KeyPair others = bench.keysOf(honest);
        for (String user : List.of(others.publicKey, honest.toString())) {
            try (RawCurvePeer liar = raw(bench.keysOf(hostile))) {
                liar.greet("CURVE");
                liar.hello();
                assertThat(liar.initiate(Map.of("Socket-Type", bytes("DEALER"), "User-Id", bytes(user))))
                        .isEqualTo("READY");
                liar.send(hello(1));
                liar.send(report());
                Await.until("it is denied", () -> bench.listener.wasDenied("another's User-Id"));
                Await.until("it is cut", liar::ended);
            }
        }
        nothingCameThrough();
    }

    @Test
    void theConnectionOfAnother() throws Exception {
        connectHonest();
        try (RawCurvePeer liar = raw(bench.keysOf(hostile))) {
            liar.greet("CURVE");
            liar.hello();
            liar.initiate(Map.of("Socket-Type", bytes("DEALER"), "Peer-Address", bytes("10.1.2.3:4")));
            liar.send(hello(1));
            Await.until("it is denied", () -> bench.listener.wasDenied("another's Peer-Address"));
            Await.until("its own is cut, as nobody claims it", liar::ended);
        }
        try (RawCurvePeer victim = raw(bench.keysOf(new NodeId(new UUID(2, 2))));
                RawCurvePeer liar = raw(bench.keysOf(hostile))) {
            victim.greet("CURVE");
            // of the same host, so it can't be told at once; but then its own is claimed by nobody
            liar.greet("CURVE");
            liar.hello();
            liar.initiate(Map.of("Socket-Type", bytes("DEALER"), "Peer-Address", bytes(victim.address())));
            liar.send(hello(1));
            Await.until("its own is cut, as nobody claims it", liar::ended);
        }
        nothingCameThrough();
    }

    @Test
    void messagesThatAreNone() {
        connectHonest();
        for (byte[] garbage : List.of(
                new byte[0],
                bytes("garbage"),
                new byte[1000],
                codec.encode(new Envelope.Welcome(1, "0.1.0", Instant.EPOCH, 0, 10)))) {
            int before = bench.listener.denials.size();
            dealer(curve(bench.keysOf(hostile)), socket -> {
                socket.send(hello(1));
                Await.until("it is welcomed", () -> socket.recv(ZMQ.DONTWAIT) != null);
                socket.send(garbage);
                Await.until("it is denied", () -> bench.listener.denials.size() > before);
                Await.until("it is cut", () -> !bench.bus().linked().contains(hostile));
            });
        }
        assertThat(bench.listener.wasDenied("malformed message")).isTrue();
        assertThat(bench.listener.wasDenied("a message that agents don't send")).isTrue();
        nothingCameThrough();
    }

    @Test
    void messagesOfSeveralFrames() {
        dealer(curve(bench.keysOf(hostile)), socket -> {
            socket.sendMore(hello(1));
            socket.send(report());
            Await.until("it is denied", () -> bench.listener.wasDenied("a message of 2 frames"));
        });
        nothingCameThrough();
    }

    @Test
    void messagesBeforeHello() {
        dealer(curve(bench.keysOf(hostile)), socket -> {
            socket.send(report());
            Await.until("it is denied", () -> bench.listener.wasDenied("before Hello"));
        });
        nothingCameThrough();
    }

    @Test
    void aMessageThatIsTooLong() {
        connectHonest();
        dealer(curve(bench.keysOf(hostile)), socket -> {
            socket.send(hello(1));
            Await.until("it is linked", () -> bench.bus().linked().contains(hostile));
            socket.send(new byte[ZeroMqBench.MESSAGE_LIMIT * 2]);
            Await.until("it is cut", () -> !bench.bus().linked().contains(hostile));
            Await.until("it is denied", () -> bench.listener.wasDenied("a frame that is too long"));
        });
        nothingCameThrough();
    }

    @Test
    void aProtocolOfTomorrow() {
        dealer(curve(bench.keysOf(hostile)), socket -> {
            socket.send(hello(2));
            socket.send(report());
            Await.until("it is denied", () -> bench.listener.wasDenied("protocol 2"));
        });
        nothingCameThrough();
    }

    @Test
    void handshakesThatStopHalfWay() throws Exception {
        try (RawCurvePeer silent = raw(bench.keysOf(hostile));
                RawCurvePeer greeted = raw(bench.keysOf(hostile));
                RawCurvePeer cookied = raw(bench.keysOf(hostile));
                RawCurvePeer ready = raw(bench.keysOf(hostile))) {
            greeted.greet("CURVE");
            cookied.greet("CURVE");
            cookied.hello();
            ready.greet("CURVE");
            ready.hello();
            ready.initiate(Map.of("Socket-Type", bytes("DEALER")));
            Await.until("all are cut", () -> silent.ended() && greeted.ended() && cookied.ended() && ready.ended());
        }
        Await.until("it is denied", () -> bench.listener.wasDenied("no Hello within"));
        nothingCameThrough();
    }

    @Test
    void anInitiateThatBreaksTheLibrary() throws Exception {
        connectHonest();
        try (RawCurvePeer breaker = raw(bench.keysOf(hostile))) {
            breaker.greet("CURVE");
            breaker.hello();
            // JeroMQ has room for 256 bytes of metadata and does not look
            breaker.initiateOnly(Map.of("Socket-Type", bytes("DEALER"), "X", new byte[2000]));
            breaker.write(new byte[5000]);
            Await.until("it is cut", breaker::ended);
        }
        nothingCameThrough();
    }

    @Test
    void aKeyThatIsRevoked() {
        bench.agent(hostile, new Handlers(), folder.resolve("revoked"), new AgentEvents());
        Await.until("it is linked", () -> bench.bus().linked().contains(hostile));
        bench.accepted.values().removeIf(hostile::equals);
        long before = System.nanoTime();
        bench.bus().cut(hostile, "revoked");
        assertThat(bench.bus().linked()).isEmpty();
        Await.until("it comes again and is denied", () -> bench.listener.wasDenied("the key is not accepted"));
        assertThat(System.nanoTime() - before).isLessThan(TimeUnit.SECONDS.toNanos(10));
        assertThat(bench.bus().linked()).isEmpty();
        nothingCameThrough();
    }

    /** Says all that it can, while the library connects again and again. */
    private Consumer<ZMQ.Socket> sayAllUntilDenied(String reason) {
        return socket -> {
            socket.send(hello(1));
            socket.send(report());
            socket.send(codec.encode(new Envelope.Request(
                    1, QUESTION.wireName(), bench.codecs.encode(QUESTION, new Word("in?")), Optional.empty())));
            Await.until("it is denied", () -> bench.listener.wasDenied(reason));
        };
    }

    private byte[] hello(int protocol) {
        return codec.encode(new Envelope.Hello(protocol, "0.1.0", "boot", Instant.EPOCH, List.of(), 1));
    }

    private byte[] report() {
        return codec.encode(
                new Envelope.Report(1, NEWS.wireName(), bench.codecs.encode(NEWS, news(1)), Optional.empty()));
    }

    private RawCurvePeer raw(ZMQ.Curve.KeyPair keys) throws Exception {
        return new RawCurvePeer(bench.endpoint(), bench.serverKeys.publicKey, keys);
    }

    private Consumer<ZMQ.Socket> curve(ZMQ.Curve.KeyPair keys) {
        return socket -> {
            socket.setCurveServerKey(ZMQ.Curve.z85Decode(bench.serverKeys.publicKey));
            socket.setCurvePublicKey(ZMQ.Curve.z85Decode(keys.publicKey));
            socket.setCurveSecretKey(ZMQ.Curve.z85Decode(keys.secretKey));
        };
    }

    private void dealer(Consumer<ZMQ.Socket> security, Consumer<ZMQ.Socket> behaviour) {
        try (ZContext context = new ZContext()) {
            ZMQ.Socket socket = context.createSocket(SocketType.DEALER);
            security.accept(socket);
            socket.setHandshakeIvl(500);
            socket.setSendTimeOut(500);
            socket.connect(bench.endpoint());
            behaviour.accept(socket);
        }
    }

    private void connectHonest() {
        Handlers handlers = new Handlers();
        handlers.add(Rank.of(1, 0, 0, "", 1), answering((peer, word) -> new Word("still here")));
        bench.agent(honest, handlers, folder.resolve("honest" + System.nanoTime()), new AgentEvents());
        Await.until("the honest node is linked", () -> bench.bus().linked().contains(honest));
    }

    /** Asserts that no handler was called, and that the bus is as it was for others. */
    private void nothingCameThrough() {
        if (!bench.bus().linked().contains(honest)) {
            connectHonest();
        }
        Reply<Word> reply = bench.bus()
                .ask(honest, QUESTION, new Word("there?"), ANSWER, Duration.ofSeconds(10))
                .toCompletableFuture()
                .join();
        assertThat(reply).isEqualTo(new Reply.Answered<>(new Word("still here")));
        assertThat(bench.bus().linked()).containsExactly(honest);
        assertThat(reached).isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
