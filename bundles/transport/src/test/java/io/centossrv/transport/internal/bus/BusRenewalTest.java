// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.protocol.NodeId;
import io.centossrv.transport.AgentLink;
import io.centossrv.transport.internal.handler.Handlers;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** JeroMQ's I/O threads die of errors (jeromq#891), and nothing works from then on. Alone, as it picks threads by name. */
@Isolated
@Timeout(60)
class BusRenewalTest {
    private final NodeId node = new NodeId(UUID.randomUUID());

    @TempDir
    Path folder;

    @Test
    void comesBackOnTheSamePortWhenItsThreadDies() {
        Set<Thread> before = ioThreads();
        try (ZeroMqBench bench = new ZeroMqBench()) {
            bench.open();
            String endpoint = bench.endpoint();
            Set<Thread> servers = newSince(before);
            AgentLink agent = bench.agent(node, new Handlers(), folder.resolve("outbox"), new AgentEvents());
            Await.until("the link is up", () -> bench.bus().linked().contains(node));

            assertThat(bench.router().serves()).isTrue();

            servers.forEach(BusRenewalTest::kill);
            Await.until("the link is lost", () -> bench.listener.hasSeen("down " + node));
            Await.until(
                    "the link is up again",
                    () -> bench.bus().linked().contains(node) && agent.state().up());
            assertThat(bench.endpoint()).isEqualTo(endpoint);
            assertThat(bench.router().serves()).isTrue();
            bench.router().close();
            assertThat(bench.router().serves()).isFalse();
        }
    }

    @Test
    void anAgentComesBackWhenItsThreadDies() {
        try (ZeroMqBench bench = new ZeroMqBench()) {
            bench.open();
            Set<Thread> before = ioThreads();
            AgentEvents events = new AgentEvents();
            AgentLink agent = bench.agent(node, new Handlers(), folder.resolve("outbox"), events);
            Await.until("the link is up", () -> agent.state().up());

            newSince(before).forEach(BusRenewalTest::kill);
            Await.until("the agent sees it", () -> events.events.stream().anyMatch(event -> event.startsWith("down")));
            Await.until(
                    "the link is up again",
                    () -> events.events.lastIndexOf("up") > 1
                            && bench.bus().linked().contains(node));
        }
    }

    private static Set<Thread> newSince(Set<Thread> before) {
        Set<Thread> threads = new HashSet<>(ioThreads());
        threads.removeAll(before);
        assertThat(threads).isNotEmpty();
        return threads;
    }

    private static Set<Thread> ioThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("iothread"))
                .collect(Collectors.toSet());
    }

    @SuppressWarnings({"deprecation", "removal", "ThreadStop"}) // there is no other way into the library's thread
    private static void kill(Thread thread) {
        thread.stop();
    }
}
