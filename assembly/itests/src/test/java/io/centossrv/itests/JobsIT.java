// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.centossrv.itests.harness.Await;
import io.centossrv.itests.harness.Csrv;
import io.centossrv.itests.harness.Estate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What surrounds a command, and its brakes, with the real control plane, the real agent and csrv. */
class JobsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static Estate estate;
    private static Csrv csrv;

    @BeforeAll
    static void start() {
        estate = Estate.start("node1");
        csrv = new Csrv(estate.sandbox()).login(estate.controlPlane());
    }

    @AfterAll
    static void stop() {
        if (estate != null) {
            estate.close();
        }
    }

    private static JsonNode onNode(String job) {
        return estate.rest().get("/api/v1/jobs/" + job + "/nodes").at("/items/0");
    }

    @Test
    void aCommandHasItsEnvironmentFolderAndInput() throws IOException {
        Path input = estate.sandbox().folder().resolve("input");
        Files.writeString(input, "from the input\n");
        Csrv.Result run = csrv.run(
                        "run",
                        "node1",
                        "--shell",
                        "--env",
                        "GREETING=hi there",
                        "--chdir",
                        "/tmp",
                        "--stdin",
                        input.toString(),
                        "--",
                        "echo \"$GREETING $PWD\"; cat")
                .expect(0);
        assertThat(run.out()).contains("hi there /tmp\nfrom the input\n");
        assertThat(csrv.run("job", "list", "-o", "json").expect(0).out()).doesNotContain("hi there");
    }

    @Test
    void aPreviewRunsNothing() {
        Path mark = estate.sandbox().folder().resolve("mark");
        Csrv.Result preview = csrv.run("run", "*", "--preview", "--", "touch", mark.toString())
                .expect(0);
        assertThat(preview.out()).contains("node1");
        assertThat(mark).doesNotExist();
    }

    @Test
    void whatIsFrozenWaitsUntilItIsLifted() {
        csrv.run("freeze", "node1", "--reason", "audit").expect(0);
        String job = csrv.run("run", "node1", "--detach", "-o", "name", "--", "true")
                .expect(0)
                .out()
                .strip();
        Await.untilTrue(
                "the job is frozen",
                PATIENCE,
                () -> onNode(job).path("reason").asText().equals("frozen: audit"));
        csrv.run("unfreeze", "node1").expect(0);
        csrv.run("job", "watch", job).expect(0);
    }

    @Test
    void whatWaitsIsCancelledAndResumed() {
        csrv.run("freeze", "--reason", "fire").expect(0);
        String job = csrv.run("run", "node1", "--detach", "-o", "name", "--", "true")
                .expect(0)
                .out()
                .strip();
        csrv.run("job", "cancel", job, "--reason", "not now").expect(0);
        csrv.run("job", "watch", job).expect(5);
        assertThat(onNode(job).path("state").asText()).isEqualTo("cancelled");
        csrv.run("unfreeze", "*").expect(0);
        csrv.run("job", "resume", job).expect(0);
    }

    @Test
    void aScheduleRunsWhenAskedAndKeepsItsRuns() {
        csrv.run("schedule", "add", "yearly", "--cron", "@yearly", "--zone", "America/Chicago", "node1", "--", "true")
                .expect(0);
        csrv.run("schedule", "run", "yearly").expect(0);
        String job = Await.until("its job is submitted", PATIENCE, () -> {
            JsonNode run = estate.rest().get("/api/v1/schedules/yearly/runs").at("/items/0");
            return java.util.Optional.ofNullable(run.get("job")).map(JsonNode::asText);
        });
        csrv.run("job", "watch", job).expect(0);
        assertThat(csrv.run("schedule", "show", "yearly").expect(0).out()).contains("submitted", job);
        csrv.run("schedule", "remove", "yearly").expect(0);
    }
}
