// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.transport.AgentLink;
import org.junit.jupiter.api.Test;

/** The protocol alone. */
class InMemoryBusTest extends BusContractTest {
    @Override
    protected Bench bench() {
        return new InMemoryBench();
    }

    @Test
    void endsALinkThatIsSilentForThreeHeartbeats() {
        connect();
        ((InMemoryBench) bench).muteAgents(true);
        Await.until("the link is ended", () -> bench.listener.hasSeen("down " + node + " silent"));
        assertThat(bench.bus().linked()).isEmpty();
        ((InMemoryBench) bench).muteAgents(false);
        Await.until("it is back", () -> bench.bus().linked().contains(node));
    }

    @Test
    void theAgentGivesUpALinkThatLeadsNowhere() {
        AgentLink agent = connect();
        ((InMemoryBench) bench).muteControlPlane(true);
        Await.until("the agent gives the link up", () -> !agent.state().up());
        Await.until("its listener is told why", () -> events.events.stream()
                .anyMatch(event -> event.contains("gave no sign")));
        ((InMemoryBench) bench).muteControlPlane(false);
        Await.until("it is back", () -> agent.state().up());
    }

    @Test
    void aLinkThatAnswersIsNotGivenUp() {
        AgentLink agent = connect();
        var first = agent.state().lastProof();
        Await.until(
                "a proof came without any other message",
                () -> agent.state().lastProof().isAfter(first));
        assertThat(events.events).containsExactly("up");
    }
}
