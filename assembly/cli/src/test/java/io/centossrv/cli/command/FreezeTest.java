// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreezeTest {
    private static final String FREEZE = "{\"id\":\"f1\",\"target\":\"web*\",\"reason\":\"release week\","
            + "\"actor\":\"admin\",\"at\":\"2026-11-20T13:00:11Z\"}";

    @TempDir
    private Path home;

    private FakeControlPlane server;
    private Shell shell;

    @BeforeEach
    void start() throws IOException {
        server = new FakeControlPlane()
                .on("POST /api/v1/freezes", 201, FREEZE)
                .on("GET /api/v1/freezes", 200, "{\"items\":[" + FREEZE + "]}")
                .on("DELETE /api/v1/freezes/f1", 200, FREEZE);
        shell = new Shell(home).loggedIn(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void freezes() {
        Shell.Result frozen = shell.run("freeze", "web*", "--reason", "release week");
        assertThat(frozen.exit()).as(frozen.talk()).isZero();
        assertThat(frozen.data()).contains("f1  web*    release week  admin  5 min ago");
        assertThat(server.posts().get(0).body()).isEqualTo("{\"target\":\"web*\",\"reason\":\"release week\"}");
        assertThat(shell.run("freeze", "--reason", "fire").exit()).isZero();
        assertThat(server.posts().get(1).body()).isEqualTo("{\"reason\":\"fire\"}");
        assertThat(shell.run("freeze", "web*").exit()).as("a reason is missing").isEqualTo(64);
        assertThat(shell.run("freeze", "--list", "-o", "name").data()).isEqualTo("f1\n");
    }

    @Test
    void liftsByIdOrTarget() {
        assertThat(shell.run("unfreeze", "web*").exit()).isZero();
        assertThat(shell.run("unfreeze", "f1").exit()).isZero();
        assertThat(server.requests().stream().filter(r -> r.method().equals("DELETE")))
                .hasSize(2);
        assertThat(shell.run("unfreeze", "db*").exit()).isEqualTo(3);
    }
}
