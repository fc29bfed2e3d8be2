// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.inventory.internal.store.PostgresBindingStore.Binding;
import io.centossrv.protocol.NodeId;
import io.centossrv.transport.AgentHello;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CloneWatchTest {
    private static final NodeId NODE = new NodeId(new UUID(1, 2));

    private final CloneWatch watch = new CloneWatch();

    @Test
    void knowsAnotherMachineByEitherId() {
        watch.proven(new Binding(NODE, "m1", "d1"));
        assertThat(watch.clash(NODE, hello("m1", "d1", "a"))).isEmpty();
        assertThat(watch.clash(NODE, hello("m2", "d1", "b")))
                .hasValueSatisfying(why -> assertThat(why).contains("machine-id"));
        assertThat(watch.clash(NODE, hello("m1", "d2", "b")))
                .hasValueSatisfying(why -> assertThat(why).contains("firmware"));
        assertThat(watch.clash(NODE, hello("m1", "d1", "a"))).isEmpty();
    }

    @Test
    void holdsNothingAgainstWhatIsNotKnown() {
        watch.proven(new Binding(NODE, "m1", ""));
        assertThat(watch.clash(NODE, hello("m1", "d2", "a"))).isEmpty();
        assertThat(watch.clash(NODE, hello("", "", ""))).isEmpty();
        assertThat(watch.clash(new NodeId(new UUID(3, 4)), hello("m9", "d9", "z")))
                .isEmpty();
    }

    @Test
    void letsANodeStartAgainAsOftenAsItLikes() {
        watch.proven(new Binding(NODE, "m1", "d1"));
        for (int i = 0; i < 100; i++) {
            assertThat(watch.clash(NODE, hello("m1", "d1", "start" + i))).isEmpty();
            assertThat(watch.clash(NODE, hello("m1", "d1", "start" + i))).isEmpty();
        }
    }

    @Test
    void refusesTheSecondOfTwoThatAreAliveOnMachinesThatLookTheSame() {
        watch.proven(new Binding(NODE, "m1", "d1"));
        assertThat(watch.clash(NODE, hello("m1", "d1", "first"))).isEmpty();
        assertThat(watch.clash(NODE, hello("m1", "d1", "copy"))).isEmpty();
        assertThat(watch.clash(NODE, hello("m1", "d1", "first"))).isEmpty();
        for (int i = 0; i < 3; i++) {
            assertThat(watch.clash(NODE, hello("m1", "d1", "copy")))
                    .hasValueSatisfying(why -> assertThat(why).contains("two agents"));
            assertThat(watch.clash(NODE, hello("m1", "d1", "first"))).isEmpty();
        }
    }

    @Test
    void takesTheMachineOfANewKey() {
        watch.proven(new Binding(NODE, "m1", "d1"));
        watch.proven(new Binding(NODE, "m2", "d2"));
        assertThat(watch.clash(NODE, hello("m2", "d2", "a"))).isEmpty();
        assertThat(watch.clash(NODE, hello("m1", "d1", "b"))).isPresent();
    }

    private static AgentHello hello(String machineId, String dmiUuid, String instance) {
        return new AgentHello("192.0.2.1", "0.1.0", "boot", Instant.EPOCH, machineId, dmiUuid, instance);
    }
}
