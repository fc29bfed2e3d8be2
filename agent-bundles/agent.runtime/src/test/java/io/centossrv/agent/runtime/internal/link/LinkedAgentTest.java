// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.runtime.internal.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centossrv.agent.LinkListener;
import io.centossrv.agent.ReportRefused;
import io.centossrv.agent.runtime.internal.RuntimeSettings;
import io.centossrv.agent.runtime.internal.identity.CurveKeys;
import io.centossrv.agent.runtime.internal.identity.Identity;
import io.centossrv.agent.runtime.internal.identity.IdentityFolder;
import io.centossrv.agent.runtime.internal.identity.StateFolder;
import io.centossrv.protocol.MessageType;
import io.centossrv.protocol.NodeId;
import io.centossrv.protocol.Reply;
import io.centossrv.transport.AgentLink;
import io.centossrv.transport.AgentLinkFactory;
import io.centossrv.transport.AgentLinkSettings;
import io.centossrv.transport.OutboxFull;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkedAgentTest {
    private static final NodeId NODE = NodeId.parse("01890a5d-ac96-774b-bcce-b302099a8057");

    @TempDir
    private Path root;

    private final RecordingLinks links = new RecordingLinks();
    private CurveKeys keys;
    private LinkedAgent agent;

    /** A report. */
    record Note(String text) {}

    private static final MessageType<Note> NOTE = MessageType.of("test.note", 1, Note.class);

    @BeforeEach
    void prepare() throws Exception {
        IdentityFolder folder = new IdentityFolder(new StateFolder(root));
        keys = folder.keys();
        folder.keep(new Identity(
                NODE,
                18444,
                CurveKeys.generate().publicKey(),
                Base64.getEncoder()
                        .encodeToString(KeyPairGenerator.getInstance("Ed25519")
                                .generateKeyPair()
                                .getPublic()
                                .getEncoded()),
                "t1"));
        agent = new LinkedAgent(
                links,
                "0.1.0",
                new RuntimeSettings(URI.create("https://plane.example.org:8443"), root.resolve("token"), 1 << 20, ""),
                new StateFolder(root));
    }

    @Test
    void connectsAsTheNodeThatItIs() {
        assertThat(links.settings.node()).isEqualTo(NODE);
        assertThat(links.settings.endpoint()).isEqualTo("tcp://plane.example.org:18444");
        assertThat(links.settings.publicKey()).isEqualTo(keys.publicKey());
        assertThat(links.settings.secretKey()).isEqualTo(keys.secretKey());
        assertThat(links.settings.outbox()).isDirectory();
        agent.stop();
        assertThat(links.closed).isTrue();
    }

    @Test
    void keepsReportsOrSaysThatItCannot() {
        agent.report(NOTE, new Note("a"));
        assertThat(links.reports).containsExactly(new Note("a"));
        links.full = true;
        assertThatThrownBy(() -> agent.report(NOTE, new Note("b")))
                .isInstanceOf(ReportRefused.class)
                .hasMessageContaining("test.note/1");
    }

    @Test
    void givesEachDomainAPrivateFolder() throws Exception {
        Path folder = agent.stateFolder("jobs");
        assertThat(folder).isEqualTo(root.resolve("jobs"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        assertThatThrownBy(() -> agent.stateFolder("../etc")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> agent.stateFolder("identity")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tellsListenersOfEachLinkAndLateOnesAtOnce() throws InterruptedException {
        LinkAnnouncer announcer = new LinkAnnouncer(agent);
        try {
            BlockingQueue<String> told = new LinkedBlockingQueue<>();
            LinkListener broken = () -> {
                told.add("broken");
                throw new IllegalStateException("broken");
            };
            LinkListener early = () -> told.add("early");
            announcer.bind(broken);
            announcer.bind(early);
            assertThat(told).isEmpty();
            links.listener.up();
            assertThat(List.of(next(told), next(told))).containsExactly("broken", "early");
            announcer.unbind(broken);
            announcer.bind(() -> told.add("late"));
            assertThat(next(told)).isEqualTo("late");
            links.listener.down("lost");
            links.listener.up();
            assertThat(List.of(next(told), next(told))).containsExactly("early", "late");
        } finally {
            announcer.stop();
        }
    }

    private static String next(BlockingQueue<String> told) throws InterruptedException {
        String next = told.poll(5, TimeUnit.SECONDS);
        assertThat(next).as("an announcement within 5 s").isNotNull();
        return next;
    }

    private static final class RecordingLinks implements AgentLinkFactory {
        private final List<Record> reports = new ArrayList<>();
        private AgentLinkSettings settings;
        private AgentLink.Listener listener;
        private boolean full;
        private boolean closed;

        @Override
        public AgentLink open(AgentLinkSettings given, AgentLink.Listener told) {
            settings = given;
            listener = told;
            return new AgentLink() {
                @Override
                public <T extends Record> void report(MessageType<T> type, T payload) {
                    if (full) {
                        throw new OutboxFull(given.outboxLimit());
                    }
                    reports.add(payload);
                }

                @Override
                public <Q extends Record, A extends Record> CompletionStage<Reply<A>> ask(
                        MessageType<Q> question, Q payload, MessageType<A> answer, Duration timeout) {
                    return CompletableFuture.completedFuture(new Reply.Rejected<>(question.id(), ""));
                }

                @Override
                public State state() {
                    return new State(true, Instant.EPOCH, 0, Instant.EPOCH);
                }

                @Override
                public void close() {
                    closed = true;
                }
            };
        }
    }
}
