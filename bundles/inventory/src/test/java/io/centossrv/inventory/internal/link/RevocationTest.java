// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.inventory.JoinTokenTerms;
import io.centossrv.inventory.Node;
import io.centossrv.inventory.NodeName;
import io.centossrv.inventory.NodeState;
import io.centossrv.inventory.internal.BusKey;
import io.centossrv.inventory.internal.store.Applicant;
import io.centossrv.inventory.internal.store.InventoryFixture;
import io.centossrv.persistence.Event;
import io.centossrv.persistence.test.EmbeddedDatabase;
import io.centossrv.transport.AgentLink;
import io.centossrv.transport.AgentLinkSettings;
import io.centossrv.transport.PeerAuthority;
import io.centossrv.transport.internal.agent.AgentFacts;
import io.centossrv.transport.internal.agent.LinkTiming;
import io.centossrv.transport.internal.agent.Outbox;
import io.centossrv.transport.internal.agent.OutboxAgentLink;
import io.centossrv.transport.internal.agent.OutboxFolder;
import io.centossrv.transport.internal.codec.EnvelopeCodec;
import io.centossrv.transport.internal.codec.PayloadCodecs;
import io.centossrv.transport.internal.handler.Handlers;
import io.centossrv.transport.internal.server.LinkSettings;
import io.centossrv.transport.internal.server.ServerLinks;
import io.centossrv.transport.internal.zeromq.DealerDialer;
import io.centossrv.transport.internal.zeromq.RouterBus;
import io.centossrv.transport.internal.zeromq.ServerKeys;
import io.centossrv.transport.internal.zeromq.ServerOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.zeromq.ZMQ;

/** The bus over real sockets, with the stores over a real database: who is let in, and how quickly out. */
class RevocationTest {
    @RegisterExtension
    static final EmbeddedDatabase EMBEDDED = new EmbeddedDatabase();

    private static final int LIMIT = 256 * 1024;
    private static final LinkTiming QUICK = new LinkTiming(
            Duration.ofSeconds(5),
            Duration.ofMillis(100),
            Duration.ofMillis(200),
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5));

    @TempDir
    private Path root;

    private final ZMQ.Curve.KeyPair serverKeys = ZMQ.Curve.generateKeyPair();
    private final ZMQ.Curve.KeyPair keys = ZMQ.Curve.generateKeyPair();
    private final AtomicInteger questions = new AtomicInteger();
    private final PayloadCodecs codecs = new PayloadCodecs(LIMIT);
    private final List<AgentLink> agents = new ArrayList<>();
    private InventoryFixture inventory;
    private StoredPeerAuthority authority;
    private ServerLinks links;
    private RouterBus bus;
    private Node node;

    @BeforeEach
    void start() {
        inventory = new InventoryFixture(EMBEDDED);
        byte[] hash = inventory.token("t1", JoinTokenTerms.once(Duration.ofMinutes(1)));
        Node pending = inventory.redeem("t1", hash, Applicant.of(new BusKey(keys.publicKey), "web1", "m1"));
        node = inventory
                .standing()
                .accept(
                        pending.id(),
                        new NodeName("web1"),
                        "root",
                        inventory.clock().instant());
        authority = new StoredPeerAuthority(inventory.bindings(), inventory.clock());
        LeasedLinks leases =
                new LeasedLinks(inventory.links(), new LinkLeaseSettings(Duration.ofSeconds(30)), inventory.clock());
        links = new ServerLinks(
                new LinkSettings("0.1.0", Duration.ofSeconds(1), LIMIT, 2, 2),
                codecs,
                new Handlers(),
                List.of(leases),
                Clock.systemUTC());
        links.ask(authority::refusal);
        bus = new RouterBus(
                new ServerOptions("tcp://127.0.0.1:0", LIMIT, 1000, 1000, 1000, Duration.ofSeconds(3)),
                new ServerKeys(serverKeys.publicKey, serverKeys.secretKey),
                links,
                () -> Optional.of(counting()));
        links.use(bus);
    }

    @AfterEach
    void stop() {
        agents.forEach(AgentLink::close);
        links.close();
        bus.close();
        authority.stop();
    }

    @Test
    void aRevokedNodeIsCutAtOnceAndItsReturnIsToldOnce() throws InterruptedException {
        AgentLink agent = agent("m1");
        until(() -> agent.state().up() && links.linked().contains(node.id()));
        long start = System.nanoTime();
        inventory.standing().revoke(node.id(), "root", inventory.clock().instant());
        links.cut(node.id(), "revoked");
        until(() -> !agent.state().up());
        System.out.println("A revoked node was off after " + (System.nanoTime() - start) / 1_000_000 + " ms");
        assertThat(links.linked()).isEmpty();

        until(() -> denials().size() == 1);
        // It goes on asking; so many questions later there is still one event.
        int asked = questions.get();
        until(() -> questions.get() >= asked + 8);
        assertThat(denials()).hasSize(1);
        inventory.clock().advance(Duration.ofDays(31));
        until(() -> denials().size() == 2);
        assertThat(agent.state().up()).isFalse();
    }

    @Test
    void aCloneIsRefusedAndTheNodeKeepsItsLink() throws InterruptedException {
        AgentLink agent = agent("m1");
        until(() -> agent.state().up());
        Instant since = agent.state().since();
        AgentLink clone = agent("m2");
        inventory.eventsUntil(event -> event.topic().equals("node.cloned"));
        until(() -> state() == NodeState.QUARANTINED);
        assertThat(clone.state().up()).isFalse();
        assertThat(agent.state().up()).isTrue();
        assertThat(agent.state().since()).isEqualTo(since);
    }

    @Test
    void oneOfTwoThatLookTheSameIsRefused() throws InterruptedException {
        AgentLink first = agent("m1");
        until(() -> first.state().up());
        AgentLink copy = agent("m1");
        inventory.eventsUntil(
                event -> event.topic().equals("node.cloned") && event.data().contains("two agents"));
        until(() -> first.state().up() && !copy.state().up());
        until(() -> state() == NodeState.QUARANTINED);
    }

    private PeerAuthority counting() {
        return key -> {
            questions.incrementAndGet();
            return authority.acceptedNode(key);
        };
    }

    /** Returns the events of refusals of the node's key. */
    private List<Event> denials() {
        return inventory.events().stream()
                .filter(event -> event.topic().equals("link.denied"))
                .filter(event -> event.data().contains(node.fingerprint()))
                .toList();
    }

    private NodeState state() {
        return inventory.nodes().find(node.id()).orElseThrow().state();
    }

    private AgentLink agent(String machineId) {
        EnvelopeCodec envelopes = new EnvelopeCodec(LIMIT);
        AgentLinkSettings settings = new AgentLinkSettings(
                node.id(),
                bus.endpoint(),
                serverKeys.publicKey,
                keys.publicKey,
                keys.secretKey,
                "0.1.0",
                root.resolve("outbox" + agents.size()),
                1024 * 1024);
        AgentLink agent = new OutboxAgentLink(
                new AgentFacts(
                        node.id(),
                        "0.1.0",
                        "boot",
                        machineId,
                        "",
                        UUID.randomUUID().toString()),
                new DealerDialer(settings, LIMIT),
                new Outbox(new OutboxFolder(settings.outbox()), envelopes, 1024 * 1024),
                envelopes,
                codecs,
                new Handlers(),
                new AgentLink.Listener() {
                    @Override
                    public void up() {}

                    @Override
                    public void down(String reason) {}
                },
                QUICK,
                Clock.systemUTC());
        agents.add(agent);
        return agent;
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        Instant end = Instant.now().plusSeconds(30);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("waiting at most 30 s").isBefore(end);
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }
}
