// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.itests.harness.Await;
import io.centossrv.itests.harness.Estate;
import io.centossrv.itests.harness.KarafProcess;
import io.centossrv.itests.harness.ProcFs;
import io.centossrv.itests.harness.Sizes;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What an agent costs its node: memory, time to connect, and no open port. */
class FootprintIT {
    // The archive of classes is made by the second start and used by the third.
    private static final int ROUNDS = Sizes.of("footprint.starts", 2, 5);
    private static final long MOST_KILOBYTES = 115_000;

    @Test
    void anAgentIsSmallAndListensOnNothing() throws Exception {
        try (Estate estate = Estate.start("node1")) {
            KarafProcess agent = estate.agent().karaf();
            for (int i = 0; i < ROUNDS; i++) {
                agent.stop();
                Await.untilTrue("offline", Duration.ofSeconds(60), () -> !isOnline(estate));
                long began = System.nanoTime();
                agent.start();
                Await.untilTrue("online again", Duration.ofSeconds(60), () -> isOnline(estate));
                System.out.printf(
                        "footprint: agent process start to node online: %d ms%n",
                        Duration.ofNanos(System.nanoTime() - began).toMillis());
            }
            int seconds = Sizes.of("footprint.seconds", 5, 600);
            long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
            Await.untilTrue(
                    "time passes", Duration.ofSeconds(seconds + 5L), () -> System.nanoTime() > end && agent.isAlive());

            long pid = agent.handle().pid();
            System.out.printf(
                    "footprint: agent after %d s: VmRSS %d kB (RssAnon %d kB), VmHWM %d kB, %d threads%n",
                    seconds,
                    ProcFs.kilobytes(pid, "VmRSS"),
                    ProcFs.kilobytes(pid, "RssAnon"),
                    ProcFs.kilobytes(pid, "VmHWM"),
                    ProcessHandle.of(pid).isPresent() ? threads(pid) : 0);
            assertThat(ProcFs.kilobytes(pid, "VmRSS"))
                    .as("kB of memory that the agent holds")
                    .isLessThan(MOST_KILOBYTES);
            assertThat(ProcFs.listening(pid))
                    .as("ports that the agent listens on")
                    .isEmpty();
        }
    }

    private static boolean isOnline(Estate estate) {
        return estate.rest().get("/api/v1/nodes/node1").get("state").asText().equals("online");
    }

    private static long threads(long pid) throws java.io.IOException {
        try (var tasks = java.nio.file.Files.list(java.nio.file.Path.of("/proc/" + pid + "/task"))) {
            return tasks.count();
        }
    }
}
