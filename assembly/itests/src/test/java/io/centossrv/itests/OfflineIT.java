// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.centossrv.itests.harness.Await;
import io.centossrv.itests.harness.ControlPlane;
import io.centossrv.itests.harness.Csrv;
import io.centossrv.itests.harness.Sandbox;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The control plane starts where there is no network at all: a network namespace with a loopback interface alone. */
class OfflineIT {
    @Test
    void startsWithoutAnyNetwork() {
        // Making a network namespace takes root; on CI the tests run as root.
        assumeTrue(Sandbox.isRoot() || "true".equals(System.getenv("CI")), "needs root to make a network namespace");
        try (Sandbox sandbox = Sandbox.create()) {
            ControlPlane controlPlane = ControlPlane.unpack(
                    sandbox,
                    "127.0.0.1",
                    List.of("unshare", "--net", "--", "sh", "-c", "ip link set lo up && exec \"$@\"", "sh"));
            controlPlane.karaf().start();
            try {
                Await.untilTrue("its certificates are there", Duration.ofSeconds(60), () -> {
                    assertThat(controlPlane.karaf().isAlive())
                            .as(controlPlane.karaf().log())
                            .isTrue();
                    return Files.exists(controlPlane.karaf().state().resolve("initial-login"));
                });
                Csrv csrv = new Csrv(
                        sandbox,
                        List.of(
                                "nsenter",
                                "--net=/proc/" + controlPlane.karaf().handle().pid() + "/ns/net",
                                "--"));
                Await.untilTrue(
                        "a login works",
                        Duration.ofSeconds(60),
                        () -> csrv.logIn(controlPlane).code() == 0);
                Await.untilTrue(
                        "ready",
                        Duration.ofSeconds(60),
                        () -> csrv.run("status").code() == 0);
                assertThat(controlPlane.karaf().log()).doesNotContain(" ERROR ").doesNotContain("Exception");
            } finally {
                controlPlane.close();
            }
        }
    }
}
