// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.hosts.BootHosts;
import io.centossrv.hosts.Host;
import io.centossrv.hosts.TestHosts;
import io.centossrv.itests.harness.Await;
import io.centossrv.itests.harness.ControlPlane;
import io.centossrv.itests.harness.HostedEstate;
import io.centossrv.itests.harness.Porthole;
import io.centossrv.itests.harness.RestClient;
import io.centossrv.itests.harness.Sizes;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Jobs tell the truth whatever is killed. Rounds of SIGKILL to control plane, agent, executor and PostgreSQL, and of
 * pulled cables, while jobs run on three booted hosts; each job leaves a line in a file, which is what is believed.
 */
@BootHosts(3)
class KillRoundsIT {
    private static final int HOSTS = 3;
    private static final int AGENT_ROUNDS = Sizes.of("kill-rounds.agent-rounds", 5, 200);
    private static final int ROUNDS = Sizes.of("kill-rounds.rounds", 6, 800);
    /** The same rounds in every run of the tests, others each time at full size. */
    private static final long SEED = Sizes.of("kill-rounds.seed", 20_261, new Random().nextInt(1_000_000));

    /** Time to live, twice the timeout, and a lease that died with its owner. */
    private static final Duration TO_THE_END = Duration.ofMinutes(3);

    private static final Duration READY = Duration.ofMinutes(3);

    private static HostedEstate estate;
    private static Porthole porthole;
    private static RestClient rest;
    private static Ledger ledger;

    @RegisterExtension
    static final TestWatcher TELL_WHY = new TestWatcher() {
        @Override
        public void testFailed(ExtensionContext context, Throwable cause) {
            System.out.println(estate.logs());
        }
    };

    @BeforeAll
    static void start(TestHosts hosts) {
        estate = HostedEstate.start(hosts);
        estate.join(hosts.hosts());
        ControlPlane controlPlane = estate.controlPlane();
        porthole = estate.porthole();
        int port = porthole.to(hosts.controlPlaneAddress(), controlPlane.httpsPort());
        rest = new RestClient(controlPlane, "https://localhost:" + port).login(controlPlane);
        ledger = new Ledger(controlPlane, porthole);
        for (Host host : hosts.hosts()) {
            host.write(Mark.SCRIPT, Mark.PROGRAM);
            host.exec("chmod", "0755", Mark.SCRIPT).orFail();
            host.exec("touch", Mark.FILE).orFail();
        }
        System.out.println("kill-rounds: seed " + SEED + " (-Dcentossrv.kill-rounds.seed=" + SEED + ")");
    }

    @AfterAll
    static void stop() {
        if (porthole != null) {
            porthole.close();
        }
        if (estate != null) {
            estate.close();
        }
    }

    @Test
    void nothingIsLostWhereOnlyTheAgentDies(TestHosts hosts) throws InterruptedException {
        Reckoning reckoning = rounds(hosts, "a", AGENT_ROUNDS, List.of(Blow.AGENT), false, new Random(SEED));
        assertThat(reckoning.share("INTERRUPTED"))
                .as("share of interrupted jobs where only the agent died")
                .isLessThanOrEqualTo(0.01);
    }

    @Test
    void theTruthIsToldWhateverDies(TestHosts hosts) throws InterruptedException {
        Reckoning reckoning = rounds(hosts, "b", ROUNDS, Blow.ALL, true, new Random(SEED + 1));
        assertThat(reckoning.states().getOrDefault("CHANGED", 0))
                .as("jobs that ran to their end")
                .isPositive();
    }

    private static Reckoning rounds(
            TestHosts hosts, String series, int number, List<Blow> among, boolean suicides, Random chance)
            throws InterruptedException {
        long began = System.nanoTime();
        try (MarkFeed feed = new MarkFeed(rest);
                Strikes strikes = new Strikes(estate.controlPlane(), rest, hosts.hosts())) {
            for (int i = 1; i <= number; i++) {
                Round round = Round.of(i, series, among, suicides, HOSTS, chance);
                round.jobs().forEach(feed::start);
                strikes.carryOut(round);
            }
            feed.await();
            Await.untilTrue("the control plane is ready again", READY, () -> rest.status("/readyz") == 200);
            long struck = System.nanoTime();
            Await.untilTrue("each job of series " + series + " has ended", TO_THE_END, ledger::isClosed);
            long ended = System.nanoTime();
            List<Ledger.Entry> entries = ledger.entries().stream()
                    .filter(e -> e.mark().startsWith(series))
                    .toList();
            Reckoning reckoning = Reckoning.of(entries, feed.accepted(), Witness.lines(estate, hosts, series));
            System.out.printf(
                    "kill-rounds: %s: %d rounds in %d s, the last job final %d ms later; struck %s; %d jobs on nodes: %s;"
                            + " interrupted %.2f %%%n",
                    among.equals(Blow.ALL) ? "anything dies" : "only the agent dies",
                    number,
                    Duration.ofNanos(struck - began).toSeconds(),
                    Duration.ofNanos(ended - struck).toMillis(),
                    strikes.hits(),
                    reckoning.jobs(),
                    reckoning.states(),
                    100 * reckoning.share("INTERRUPTED"));
            System.out.println("kill-rounds: why: " + reckoning.reasons());
            assertThat(feed.wrong()).isEmpty();
            assertThat(reckoning.lies()).isEmpty();
            return reckoning;
        }
    }
}
