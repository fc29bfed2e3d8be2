// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.cli.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScheduleTest {
    private static final String SCHEDULE = "{\"name\":\"nightly\",\"cron\":\"30 2 * * *\",\"zone\":\"America/Chicago\","
            + "\"nextAt\":\"2026-11-21T08:30:00Z\",\"target\":\"n*\",\"command\":\"backup\"}";
    private static final String RUN = "{\"id\":\"r1\",\"dueAt\":\"2026-11-20T08:30:00Z\",\"state\":\"submitted\","
            + "\"reason\":\"\",\"job\":\"j1\",\"at\":\"2026-11-20T08:30:00Z\"}";

    @TempDir
    private Path home;

    private FakeControlPlane server;
    private Shell shell;

    @BeforeEach
    void start() throws IOException {
        server = new FakeControlPlane()
                .on("GET /api/v1/nodes", 200, "{\"items\":[{\"name\":\"n0\",\"state\":\"online\"}]}")
                .on("POST /api/v1/schedules", 201, SCHEDULE)
                .on("GET /api/v1/schedules", 200, "{\"items\":[" + SCHEDULE + "]}")
                .on("GET /api/v1/schedules/nightly", 200, SCHEDULE)
                .on("GET /api/v1/schedules/nightly/runs", 200, "{\"items\":[" + RUN + "]}")
                .on("POST /api/v1/schedules/nightly/run", 202, RUN)
                .on("POST /api/v1/schedules/nightly/disable", 200, SCHEDULE)
                .on("DELETE /api/v1/schedules/nightly", 204, "");
        shell = new Shell(home).loggedIn(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void adds() throws IOException {
        Shell.Result added = shell.run(
                "schedule",
                "add",
                "nightly",
                "--cron",
                "30 2 * * *",
                "--zone",
                "America/Chicago",
                "--jitter",
                "10m",
                "--missed",
                "run-once",
                "--user",
                "backup",
                "n*",
                "--",
                "backup",
                "--all");
        assertThat(added.exit()).as(added.talk()).isZero();
        JsonObject body = server.posts().get(0).json();
        assertThat(body.text("jitter")).contains("PT10M");
        assertThat(body.text("missed")).contains("run-once");
        assertThat(body.object("run").text("target")).contains("n*");
        assertThat(body.object("run").text("user")).contains("backup");
        assertThat(body.object("run").array("argv").plainItems()).containsExactly("backup", "--all");
        assertThat(shell.run("schedule", "add", "x", "--cron", "@daily", "n*", "--", "y")
                        .exit())
                .as("a zone must be named")
                .isEqualTo(64);
    }

    @Test
    void showsAndChanges() {
        assertThat(shell.run("schedule", "list").data()).contains("nightly  30 2 * * *  America/Chicago");
        assertThat(shell.run("schedule", "show", "nightly").data()).contains("submitted  j1");
        assertThat(shell.run("schedule", "show", "nightly", "-o", "json").data())
                .contains("\"runs\": [");
        assertThat(shell.run("schedule", "run", "nightly", "-o", "name").data()).isEqualTo("j1\n");
        assertThat(shell.run("schedule", "disable", "nightly").exit()).isZero();
        assertThat(shell.run("schedule", "remove", "nightly").exit()).isZero();
        assertThat(shell.run("schedule", "show", "other").exit()).isEqualTo(3);
    }
}
