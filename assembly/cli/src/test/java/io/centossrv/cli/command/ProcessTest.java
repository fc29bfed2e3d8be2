// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.cli.Csrv;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** csrv as a process of its own. */
@Timeout(60)
class ProcessTest {
    @TempDir
    private Path home;

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Csrv.class.getName()));
        command.addAll(List.of(arguments));
        // A shell starts what runs in its background with SIGINT ignored, and a child inherits that.
        command.addAll(0, List.of("env", "--default-signal=INT"));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("CENTOSSRV_CONFIG", home.toString());
        return builder.start();
    }

    private static String all(java.io.InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void leavesTheJobAloneWhenItIsInterrupted() throws IOException, InterruptedException {
        try (FakeControlPlane server = new FakeControlPlane()) {
            server.on("GET /api/v1/jobs/j1", 200, "{\"id\":\"j1\",\"kind\":\"run\",\"state\":\"running\"}")
                    .on("GET /api/v1/jobs/j1/nodes", 200, "{\"items\":[{\"name\":\"n0\",\"state\":\"running\"}]}");
            new Shell(home).loggedIn(server);
            Process csrv = start("job", "watch", "j1");
            while (server.requests().size() < 4) {
                LockSupport.parkNanos(10_000_000);
            }

            new ProcessBuilder("kill", "-INT", Long.toString(csrv.pid()))
                    .start()
                    .waitFor();

            assertThat(csrv.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(csrv.exitValue()).isEqualTo(130);
            assertThat(all(csrv.getErrorStream()))
                    .isEqualTo("Detached: the job goes on. Watch it again: csrv job watch j1\n");
            assertThat(server.posts()).isEmpty();
        }
    }

    @Test
    void asksNobodyAndUsesNoColourWhereThereIsNoTerminal() throws IOException, InterruptedException {
        try (FakeControlPlane server = new FakeControlPlane()) {
            server.on("GET /api/v1/jobs/j1", 200, "{\"id\":\"j1\",\"kind\":\"play\",\"state\":\"succeeded\"}")
                    .on("GET /api/v1/jobs/j1/nodes", 200, PlayTest.resource("play-nodes.json"));
            new Shell(home).loggedIn(server);

            Process watch = start("job", "watch", "j1");
            String data = all(watch.getInputStream());
            assertThat(data).contains("PLAY RECAP").doesNotContain("\u001b");
            assertThat(watch.waitFor()).isEqualTo(2);

            Process uninstall = start("plugin", "uninstall", "hello");
            uninstall.getOutputStream().close();
            assertThat(all(uninstall.getErrorStream())).contains("confirmation-needed");
            assertThat(uninstall.waitFor()).isEqualTo(64);
        }
    }
}
