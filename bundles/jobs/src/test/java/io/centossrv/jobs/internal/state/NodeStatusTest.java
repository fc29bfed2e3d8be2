// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centossrv.jobs.NodeJobState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NodeStatusTest {
    private static final NodeStatus QUEUED = NodeStatus.known(NodeJobState.QUEUED, "");

    /** All that may be said of one run that ends well, by the node and by us. */
    private static final List<NodeStatus> NEWS = List.of(
            NodeStatus.waiting("node-offline"),
            NodeStatus.waiting("no-answer"),
            NodeStatus.known(NodeJobState.DELIVERED, ""),
            NodeStatus.known(NodeJobState.RUNNING, ""),
            NodeStatus.presumed(NodeJobState.INTERRUPTED, NodeStatus.NO_NEWS),
            NodeStatus.known(NodeJobState.CHANGED, ""));

    @Test
    void anyOrderAndRepetitionEndsTheSame() {
        for (long seed = 0; seed < 5_000; seed++) {
            Random random = new Random(seed);
            List<NodeStatus> news = new ArrayList<>(NEWS);
            for (int i = random.nextInt(10); i > 0; i--) {
                news.add(NEWS.get(random.nextInt(NEWS.size())));
            }
            Collections.shuffle(news, random);
            NodeStatus status = QUEUED;
            for (NodeStatus each : news) {
                status = status.merge(each);
            }
            assertThat(status).as("seed %d", seed).isEqualTo(NodeStatus.known(NodeJobState.CHANGED, ""));
        }
    }

    @Test
    void neverGoesBack() {
        for (NodeJobState end : NodeJobState.values()) {
            if (end.isFinal()) {
                NodeStatus known = NodeStatus.known(end, "");
                for (NodeJobState any : NodeJobState.values()) {
                    assertThat(known.merge(NodeStatus.known(any, "later"))).isEqualTo(known);
                }
            }
        }
    }

    @Test
    void wordOfTheNodeReplacesWhatWasConcludedFromSilence() {
        NodeStatus presumed = NodeStatus.presumed(NodeJobState.UNREACHABLE, NodeStatus.OFFLINE);
        NodeStatus ran = NodeStatus.known(NodeJobState.OK, "");

        assertThat(presumed.merge(ran)).isEqualTo(ran);
        assertThat(ran.merge(presumed)).isEqualTo(ran);
        assertThat(presumed.merge(NodeStatus.known(NodeJobState.RUNNING, ""))).isEqualTo(presumed);
    }

    @Test
    void waitingTellsTheNewestReason() {
        assertThat(NodeStatus.waiting("disk-full")
                        .merge(NodeStatus.waiting("no-answer"))
                        .reason())
                .isEqualTo("no-answer");
    }

    @Test
    void onlyAnEndIsPresumed() {
        assertThatThrownBy(() -> NodeStatus.presumed(NodeJobState.RUNNING, ""))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
