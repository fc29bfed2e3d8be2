// SPDX-License-Identifier: Apache-2.0
package io.centossrv.benchmarks.fleet;

import io.centossrv.inventory.message.InventoryChange;
import io.centossrv.jobs.message.JobProgress;
import io.centossrv.transport.AgentLink;
import io.centossrv.transport.AgentLinkSettings;
import io.centossrv.transport.internal.codec.PayloadCodecs;
import io.centossrv.transport.internal.handler.Handlers;
import io.centossrv.transport.internal.handler.Rank;
import io.centossrv.transport.internal.osgi.ZeroMqAgentLinkFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An agent whose link and outbox are the product's, and whose node is made up. It runs no command: a plan is answered and
 * reported as changed at once. It reports its inventory with its first link, and with later ones asks whether that is known, as
 * nothing ever changes on it.
 */
final class SimulatedAgent implements AgentLink.Listener, AutoCloseable {
    private static final int LIMIT = 64 * 1024 * 1024;
    private static final long OUTBOX = 16L * 1024 * 1024;
    private static final PayloadCodecs CODECS = new PayloadCodecs(LIMIT);

    private final SimulatedNode node;
    private final Tally tally;
    private final Clock clock = Clock.systemUTC();
    private final AtomicBoolean inventoried = new AtomicBoolean();
    private final CompletableFuture<AgentLink> link = new CompletableFuture<>();

    private SimulatedAgent(SimulatedNode node, Tally tally) {
        this.node = node;
        this.tally = tally;
    }

    static SimulatedAgent start(
            AgentKeys keys, SimulatedNode node, String endpoint, String serverKey, Path folder, Tally tally) {
        SimulatedAgent agent = new SimulatedAgent(node, tally);
        Handlers handlers = new Handlers();
        handlers.add(Rank.of(1, 0, 0, "", 1), new PingAnswer(tally));
        handlers.add(Rank.of(1, 0, 0, "", 2), new PlanAnswer(agent::ran));
        handlers.add(Rank.of(1, 0, 0, "", 3), new InquiryAnswer(agent::ran));
        handlers.add(Rank.of(1, 0, 0, "", 4), new ResendAnswer(agent::resend));
        AgentLinkSettings settings = new AgentLinkSettings(
                keys.node(),
                endpoint,
                serverKey,
                keys.publicKey(),
                keys.secretKey(),
                "0.1.0",
                folder.resolve(Integer.toString(node.number())),
                OUTBOX);
        agent.link.complete(new ZeroMqAgentLinkFactory(handlers, CODECS).open(settings, agent));
        return agent;
    }

    @Override
    public void up() {
        tally.linkUp();
        if (inventoried.compareAndSet(false, true)) {
            node.whole(clock.instant()).forEach(this::report);
        } else {
            report(node.question(clock.instant()));
        }
    }

    @Override
    public void down(String reason) {
        tally.linkDown();
    }

    private void resend(List<String> sections) {
        for (String section : sections) {
            report(new InventoryChange(clock.instant(), List.of(node.section(section))));
        }
    }

    private void report(InventoryChange change) {
        link.join().report(InventoryChange.TYPE, change);
    }

    /** A plan came, or is asked for: what came of it is reported, once more where it was before. */
    private void ran(String job) {
        Instant now = clock.instant();
        tally.planned();
        link.join()
                .report(
                        JobProgress.TYPE,
                        new JobProgress(
                                job,
                                0,
                                List.of(),
                                Optional.of(JobProgress.Outcome.CHANGED),
                                "",
                                now,
                                Optional.of(now)));
    }

    @Override
    public void close() {
        link.join().close();
    }
}
