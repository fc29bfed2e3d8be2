// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.bus;

import static io.centossrv.transport.internal.bus.Messages.ANSWER;
import static io.centossrv.transport.internal.bus.Messages.NEWS;
import static io.centossrv.transport.internal.bus.Messages.OTHER_NEWS;
import static io.centossrv.transport.internal.bus.Messages.QUESTION;
import static io.centossrv.transport.internal.bus.Messages.answering;
import static io.centossrv.transport.internal.bus.Messages.news;
import static io.centossrv.transport.internal.bus.Messages.taking;
import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.protocol.NodeId;
import io.centossrv.protocol.Reply;
import io.centossrv.protocol.RequestRejected;
import io.centossrv.transport.AgentHello;
import io.centossrv.transport.AgentLink;
import io.centossrv.transport.internal.bus.Messages.Word;
import io.centossrv.transport.internal.handler.Handlers;
import io.centossrv.transport.internal.handler.Rank;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What each transport of the bus does. */
@Timeout(60)
abstract class BusContractTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    protected final NodeId node = new NodeId(UUID.randomUUID());
    protected final Handlers agentHandlers = new Handlers();
    protected final AgentEvents events = new AgentEvents();
    protected Bench bench;

    @TempDir
    Path folder;

    protected abstract Bench bench();

    @BeforeEach
    void openBench() {
        bench = bench();
        bench.open();
    }

    @AfterEach
    void closeBench() {
        bench.close();
    }

    @Test
    void linksAnAgent() {
        Instant before = Instant.now();
        AgentLink agent = connect();
        assertThat(bench.bus().linked()).containsExactly(node);
        assertThat(agent.state().up()).isTrue();
        assertThat(agent.state().lastProof()).isAfterOrEqualTo(before);
        Await.until(
                "both sides are told",
                () -> bench.listener.hasSeen("up " + node + " 0.1.0") && events.events.contains("up"));
        Await.until("heartbeats are told", () -> bench.listener.beats.contains(node));
    }

    @Test
    void tellsAListenerThatComesLaterOfTheLinksThatAreThere() {
        connect();
        Await.until("the first listener is told", () -> bench.listener.hasSeen("up " + node));
        RecordingListener later = new RecordingListener();
        bench.bus().introduce(later);
        Await.until("the later one is told", () -> later.hasSeen("up " + node + " 0.1.0"));
    }

    @Test
    void asksAndIsAnswered() throws Exception {
        agentHandlers.add(Rank.of(1, 0, 0, "", 1), answering((peer, word) -> new Word(word.text() + " for " + peer)));
        connect();
        List<CompletionStage<Reply<Word>>> replies = IntStream.range(0, 50)
                .mapToObj(i -> bench.bus().ask(node, QUESTION, new Word("q" + i), ANSWER, SOON))
                .toList();
        for (int i = 0; i < replies.size(); i++) {
            assertThat(get(replies.get(i))).isEqualTo(new Reply.Answered<>(new Word("q" + i + " for " + node)));
        }
    }

    @Test
    void prefersTheHandlerOfTheHighestVersion() throws Exception {
        Rank newer = Rank.of(1, 10, 0, "", 1);
        agentHandlers.add(Rank.of(1, 9, 0, "", 2), answering((peer, word) -> new Word("older")));
        agentHandlers.add(newer, answering((peer, word) -> new Word("newer")));
        connect();
        assertThat(ask("?")).isEqualTo(new Reply.Answered<>(new Word("newer")));
        agentHandlers.remove(newer);
        assertThat(ask("?")).isEqualTo(new Reply.Answered<>(new Word("older")));
    }

    @Test
    void saysInWhichWayAQuestionFailed() throws Exception {
        assertThat(ask("nobody there")).isEqualTo(new Reply.Unreachable<>());
        connect();
        assertThat(ask("no handler"))
                .isInstanceOfSatisfying(Reply.Rejected.class, rejected -> assertThat(rejected.code())
                        .isEqualTo("unsupported"));

        CountDownLatch never = new CountDownLatch(1);
        agentHandlers.add(Rank.of(1, 0, 0, "", 1), answering((peer, word) -> switch (word.text()) {
            case "refuse" -> throw new RequestRejected("plan-expired", "too late");
            case "break" -> throw new IllegalStateException("secret=hunter2");
            default -> {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                yield word;
            }
        }));
        assertThat(ask("refuse")).isEqualTo(new Reply.Rejected<>("plan-expired", "too late"));
        assertThat(ask("break")).isInstanceOfSatisfying(Reply.Failed.class, failed -> {
            assertThat(failed.code()).isEqualTo("internal");
            assertThat(failed.message()).doesNotContain("hunter2");
        });
        assertThat(get(bench.bus().ask(node, QUESTION, new Word("hang"), ANSWER, Duration.ofMillis(200))))
                .isEqualTo(new Reply.TimedOut<>());

        CompletionStage<Reply<Word>> cutOff = bench.bus().ask(node, QUESTION, new Word("hang"), ANSWER, SOON);
        bench.bus().cut(node, "test");
        assertThat(get(cutOff)).isEqualTo(new Reply.Interrupted<>());
        never.countDown();
    }

    @Test
    void refusesAQuestionThatIsTooLong() throws Exception {
        agentHandlers.add(Rank.of(1, 0, 0, "", 1), answering((peer, word) -> word));
        connect();
        assertThat(ask("x".repeat(Bench.MESSAGE_LIMIT)))
                .isInstanceOfSatisfying(Reply.Rejected.class, rejected -> assertThat(rejected.code())
                        .isEqualTo("too-large"));
        assertThat(ask("x".repeat(200_000))).isInstanceOf(Reply.Answered.class);
    }

    @Test
    void answersItsAgents() throws Exception {
        bench.serverHandlers.add(
                Rank.of(1, 0, 0, "", 1), answering((peer, word) -> new Word(word.text() + " of " + peer)));
        AgentLink agent = connect();
        List<CompletionStage<Reply<Word>>> replies = IntStream.range(0, 20)
                .mapToObj(i -> agent.ask(QUESTION, new Word("q" + i), ANSWER, SOON))
                .toList();
        for (int i = 0; i < replies.size(); i++) {
            assertThat(get(replies.get(i))).isEqualTo(new Reply.Answered<>(new Word("q" + i + " of " + node)));
        }
        agent.close();
        assertThat(get(agent.ask(QUESTION, new Word("gone"), ANSWER, SOON))).isEqualTo(new Reply.Unreachable<>());
    }

    @Test
    void saysInWhichWayAnAgentsQuestionFailed() throws Exception {
        AgentLink agent = connect();
        assertThat(get(agent.ask(QUESTION, new Word("no handler"), ANSWER, SOON)))
                .isInstanceOfSatisfying(Reply.Rejected.class, rejected -> assertThat(rejected.code())
                        .isEqualTo("unsupported"));
        assertThat(get(agent.ask(QUESTION, new Word("x".repeat(Bench.MESSAGE_LIMIT)), ANSWER, SOON)))
                .isInstanceOfSatisfying(Reply.Rejected.class, rejected -> assertThat(rejected.code())
                        .isEqualTo("too-large"));
        CountDownLatch never = new CountDownLatch(1);
        bench.serverHandlers.add(Rank.of(1, 0, 0, "", 1), answering((peer, word) -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return word;
        }));
        assertThat(get(agent.ask(QUESTION, new Word("hang"), ANSWER, Duration.ofMillis(200))))
                .isEqualTo(new Reply.TimedOut<>());
        List<CompletionStage<Reply<Word>>> many = IntStream.range(0, 40)
                .mapToObj(i -> agent.ask(QUESTION, new Word("hang"), ANSWER, SOON))
                .toList();
        assertThat(get(many.get(39)))
                .isInstanceOfSatisfying(Reply.Rejected.class, rejected -> assertThat(rejected.code())
                        .isEqualTo("busy"));
        bench.bus().cut(node, "test");
        assertThat(get(many.get(0))).isEqualTo(new Reply.Interrupted<>());
        never.countDown();
    }

    @Test
    void refusesWhomTheGuardRefusesAndKeepsTheLinkThatThereIs() {
        AgentLink first = connect();
        Instant since = first.state().since();
        List<AgentHello> asked = new CopyOnWriteArrayList<>();
        bench.bus().ask((who, hello) -> {
            asked.add(hello);
            return Optional.of("a copy");
        });
        AgentLink copy = bench.agent(node, new Handlers(), folder.resolve("copy"), new AgentEvents());
        Await.until("it is told", () -> bench.listener.wasDenied("a copy"));
        assertThat(asked.get(0).machineId()).isEqualTo("m-" + node);
        assertThat(asked.get(0).instance()).isNotEmpty();
        assertThat(copy.state().up()).isFalse();
        assertThat(bench.bus().linked()).containsExactly(node);
        assertThat(first.state().since()).isEqualTo(since);

        bench.bus().ask((who, hello) -> {
            throw new IllegalStateException("broken");
        });
        Await.until("a guard that fails refuses", () -> bench.listener.wasDenied("could not be checked"));
        assertThat(first.state().up()).isTrue();
    }

    @Test
    void comesBackAfterACut() {
        AgentLink agent = connect();
        bench.bus().cut(node, "a test cuts");
        Await.until("the control plane is told", () -> bench.listener.hasSeen("down " + node + " a test cuts"));
        Await.until("the agent is told", () -> events.events.stream().anyMatch(event -> event.startsWith("down")));
        Await.until(
                "it is back",
                () -> bench.bus().linked().contains(node) && agent.state().up());
    }

    @Test
    void goesWithAGoodbye() {
        AgentLink agent = connect();
        long before = System.nanoTime();
        agent.close();
        assertThat(System.nanoTime() - before).isLessThan(TimeUnit.SECONDS.toNanos(3));
        Await.until("the control plane is told", () -> bench.listener.hasSeen("down " + node + " goodbye"));
        assertThat(bench.bus().linked()).isEmpty();
    }

    @Test
    void takesReportsInOrderAndAcknowledgesThem() {
        List<Integer> taken = new CopyOnWriteArrayList<>();
        bench.serverHandlers.add(Rank.of(1, 0, 0, "", 1), taking(NEWS, (from, report) -> taken.add(report.number())));
        AgentLink agent = connect();
        for (int i = 0; i < 300; i++) {
            agent.report(NEWS, news(i));
        }
        Await.until("all are acknowledged", () -> agent.state().waiting() == 0);
        assertThat(taken).isEqualTo(IntStream.range(0, 300).boxed().toList());
    }

    @Test
    void keepsWhatNobodyTakesWithoutHoldingUpTheRest() {
        List<Integer> taken = new CopyOnWriteArrayList<>();
        List<Integer> others = new CopyOnWriteArrayList<>();
        bench.serverHandlers.add(
                Rank.of(1, 0, 0, "", 1), taking(OTHER_NEWS, (from, report) -> others.add(report.number())));
        AgentLink agent = connect();
        for (int i = 0; i < 100; i++) {
            agent.report(NEWS, news(i));
            agent.report(OTHER_NEWS, news(i));
        }
        Await.until("the others are acknowledged", () -> agent.state().waiting() == 100);
        assertThat(others).hasSize(100);

        bench.serverHandlers.add(Rank.of(1, 0, 0, "", 2), taking(NEWS, (from, report) -> taken.add(report.number())));
        Await.until("all are acknowledged", () -> agent.state().waiting() == 0);
        assertThat(taken).isEqualTo(IntStream.range(0, 100).boxed().toList());
    }

    @Test
    void triesAgainWhatAHandlerFailedOn() {
        List<Integer> taken = new CopyOnWriteArrayList<>();
        AtomicInteger failures = new AtomicInteger();
        bench.serverHandlers.add(Rank.of(1, 0, 0, "", 1), taking(NEWS, (from, report) -> {
            if (report.number() == 1 && failures.incrementAndGet() <= 2) {
                throw new IllegalStateException("the database is away");
            }
            if (report.number() == 2) {
                throw new RequestRejected("stale", "not wanted");
            }
            taken.add(report.number());
        }));
        AgentLink agent = connect();
        for (int i = 0; i < 4; i++) {
            agent.report(NEWS, news(i));
        }
        Await.until("all are acknowledged", () -> agent.state().waiting() == 0);
        assertThat(taken).containsExactly(0, 1, 3);
        assertThat(failures).hasValue(3);
    }

    @Test
    void losesNoReportWhenTheControlPlaneStartsAnew() {
        List<Integer> taken = new CopyOnWriteArrayList<>();
        bench.serverHandlers.add(Rank.of(1, 0, 0, "", 1), taking(NEWS, (from, report) -> taken.add(report.number())));
        AgentLink agent = connect();
        for (int i = 0; i < 50; i++) {
            agent.report(NEWS, news(i));
            if (i == 25) {
                bench.restart();
            }
        }
        Await.until("all are acknowledged", () -> agent.state().waiting() == 0);
        assertThat(taken.stream().distinct().sorted())
                .isEqualTo(IntStream.range(0, 50).boxed().toList());
    }

    @Test
    void sendsWhatWasKeptBeforeTheAgentStartedAnew() {
        AgentLink first = connect();
        first.report(NEWS, news(1));
        first.report(NEWS, news(2));
        first.close();

        List<Integer> taken = new CopyOnWriteArrayList<>();
        bench.serverHandlers.add(Rank.of(1, 0, 0, "", 1), taking(NEWS, (from, report) -> taken.add(report.number())));
        AgentLink second = connect();
        second.report(NEWS, news(3));
        Await.until("all are acknowledged", () -> second.state().waiting() == 0);
        assertThat(taken).containsExactly(1, 2, 3);
    }

    @Test
    void takesTheNewerOfTwoLinksOfANode() throws Exception {
        connect();
        agentHandlers.add(Rank.of(1, 0, 0, "", 1), answering((peer, word) -> new Word("here")));
        bench.agent(node, agentHandlers, folder.resolve("twin"), new AgentEvents());
        Await.until("the first is told off", () -> bench.listener.hasSeen("down " + node + " replaced"));
        assertThat(bench.bus().linked()).containsExactly(node);
    }

    @Test
    void servesManyNodesAtOnce() throws Exception {
        int count = 20;
        agentHandlers.add(Rank.of(1, 0, 0, "", 1), answering((peer, word) -> new Word(peer.toString())));
        List<NodeId> nodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            NodeId one = new NodeId(new UUID(i, i));
            nodes.add(one);
            bench.agent(one, agentHandlers, folder.resolve("n" + i), new AgentEvents());
        }
        Await.until("all are linked", () -> bench.bus().linked().size() == count);
        for (NodeId one : nodes) {
            assertThat(get(bench.bus().ask(one, QUESTION, new Word("who"), ANSWER, SOON)))
                    .isEqualTo(new Reply.Answered<>(new Word(one.toString())));
        }
    }

    protected final AgentLink connect() {
        AgentLink agent = bench.agent(node, agentHandlers, folder.resolve("outbox"), events);
        Await.until(
                "the link is up",
                () -> agent.state().up() && bench.bus().linked().contains(node));
        return agent;
    }

    protected final Reply<Word> ask(String text) throws Exception {
        return get(bench.bus().ask(node, QUESTION, new Word(text), ANSWER, SOON));
    }

    protected static <A> A get(CompletionStage<A> stage) throws Exception {
        return stage.toCompletableFuture().get(15, TimeUnit.SECONDS);
    }
}
