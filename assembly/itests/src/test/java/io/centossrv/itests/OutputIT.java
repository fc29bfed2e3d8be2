// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.centossrv.itests.harness.Await;
import io.centossrv.itests.harness.Csrv;
import io.centossrv.itests.harness.Estate;
import io.centossrv.itests.harness.HeldExecutor;
import io.centossrv.itests.harness.ProcFs;
import io.centossrv.itests.harness.RestClient;
import io.centossrv.itests.harness.Sizes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What a job prints, from the command to REST and csrv: however much it is it is bounded, which is said; control characters
 * are escaped; a secret is nowhere.
 */
class OutputIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MOST_KEPT = 160 * 1024;
    private static final int MOST_LIVE = 256 * 1024;

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

    /** What somebody who watched a job saw, and how it ended. */
    private record Watched(
            String job, long liveBytes, long liveDropped, String liveText, JsonNode task, Duration took) {}

    private static Watched run(String shell, Optional<String> secret) {
        ObjectNode request = new ObjectMapper().createObjectNode();
        request.put("target", "node1").put("shell", shell).put("timeout", "PT30M");
        secret.ifPresent(value -> request.putObject("secrets").put("CANARY", value));
        long start = System.nanoTime();
        JsonNode submitted = RestClient.json(estate.rest().send("POST", "/api/v1/jobs", request.toString()));
        String job = submitted.path("id").asText();
        assertThat(job).as(submitted.toString()).isNotEmpty();
        StringBuilder text = new StringBuilder();
        long[] seen = new long[2];
        Await.untilTrue("the job ends", Duration.ofMinutes(Sizes.full() ? 30 : 2), () -> {
            JsonNode live = estate.rest().get("/api/v1/jobs/" + job + "/output?after=" + seen[0]);
            seen[0] = live.path("last").asLong();
            long bytes = 0;
            for (JsonNode part : live.path("items")) {
                text.append(part.path("text").asText());
                bytes += part.path("text").asText().length();
                seen[1] += part.path("dropped").asLong();
            }
            assertThat(bytes).as("of one answer").isLessThan(MOST_LIVE);
            return !estate.rest().get("/api/v1/jobs/" + job).path("endedAt").isMissingNode();
        });
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        JsonNode task = estate.rest().get("/api/v1/jobs/" + job + "/nodes").at("/items/0/tasks/0");
        return new Watched(job, text.length(), seen[1], text.toString(), task, took);
    }

    @Test
    void aFloodIsBoundedAndSaid() {
        int megabytes = Sizes.of("output.megabytes", 64, 1024);
        run("true", Optional.empty());
        long executor = HeldExecutor.pid(estate.agent());
        Watched flood =
                run("head -c " + megabytes + "M /dev/zero | tr '\\0' x", Optional.of("xxxxxxxxxxxxxxxxxxxxxxxxxy"));
        String kept = flood.task().path("stdout").asText();
        long sum = kept.chars().filter(c -> c == 'x').count();
        assertThat(kept.length()).isLessThan(MOST_KEPT);
        assertThat(kept).containsPattern("\\[\\.\\.\\. \\d+ bytes left out \\.\\.\\.\\]");
        assertThat(sum).isGreaterThan(16 * 1024);
        assertThat(flood.liveBytes()).isLessThan(8 * 1024 * 1024L);
        System.out.printf(
                Locale.ROOT,
                "output: %d MB in %.1f s, kept %d kB, seen live %d kB; peak MB: executor %d, agent %d, control plane %d%n",
                megabytes,
                flood.took().toMillis() / 1000.0,
                kept.length() / 1024,
                flood.liveBytes() / 1024,
                ProcFs.kilobytes(executor, "VmHWM") / 1024,
                ProcFs.kilobytes(estate.agent().karaf().handle().pid(), "VmHWM") / 1024,
                ProcFs.kilobytes(estate.controlPlane().karaf().handle().pid(), "VmHWM") / 1024);
        assertThat(ProcFs.kilobytes(executor, "VmHWM")).as("kB of the executor").isLessThan(256 * 1024);
    }

    @Test
    void manyLinesASecondAreShownLiveAndDisturbNobody() {
        int seconds = Sizes.of("output.seconds", 3, 60);
        Watched lines = run(
                "for i in $(seq " + seconds * 10 + "); do seq -f 'line %.0f of output' 2000; sleep 0.1; done",
                Optional.empty());
        assertThat(lines.liveBytes()).as("characters seen live").isPositive();
        assertThat(lines.liveDropped()).as("bytes that are said to be missing").isPositive();
        assertThat(lines.liveText()).contains("of output\n");
        assertThat(lines.task().path("status").asText()).isEqualTo("changed");
        assertThat(lines.task().path("stdout").asText())
                .startsWith("line 1 of output\n")
                .contains("bytes left out")
                .endsWith("line 2000 of output");
        csrv.run("ping", "node1").expect(0);
        System.out.printf(
                Locale.ROOT,
                "output: %d lines in %.1f s, seen live %d kB, said to be missing %d kB%n",
                seconds * 20_000,
                lines.took().toMillis() / 1000.0,
                lines.liveBytes() / 1024,
                lines.liveDropped() / 1024);
    }

    @Test
    void controlCharactersAreEscapedForPeople() {
        String job = csrv.run(
                        "run",
                        "node1",
                        "--detach",
                        "--shell",
                        "-o",
                        "name",
                        "--",
                        "sleep 2; printf '\\033]0;owned\\007\\033[31mred\\r\\n'")
                .expect(0)
                .out()
                .strip();
        Csrv.Result watched = csrv.run("job", "watch", job, "--live").expect(0);
        Csrv.Result shown = csrv.run("job", "show", job, "-o", "wide").expect(0);
        for (String text : List.of(watched.out(), watched.err(), shown.out())) {
            assertThat(text).doesNotContain("\u001b", "\u0007");
        }
        assertThat(watched.out() + watched.err()).contains("\\x1b[31mred");
    }

    @Test
    void aSecretIsNowhere() throws IOException {
        String canary = "canary-" + UUID.randomUUID() + "-ünter";
        Watched job = run(
                "for i in $(seq 20); do printf 'a%sb\\n' \"$CANARY\"; printf '%.20s' \"$CANARY\"; sleep 0.02;"
                        + " printf '%s\\n' \"${CANARY#????????????????????}\"; echo \"$CANARY\" >&2; sleep 0.02; done;"
                        + " seq 40000; echo \"$CANARY\"; cat \"/no/such/$CANARY\"; exit 3",
                Optional.of(canary));
        String marker = canary.substring(0, 20);
        assertThat(job.task().path("returnCode").asInt()).isEqualTo(3);
        assertThat(job.task().path("stdout").asText())
                .startsWith("a********b\n")
                .contains("bytes left out");
        assertThat(job.task().path("stderr").asText()).contains("/no/such/********");
        assertThat(job.task().toString()).doesNotContain(marker);
        assertThat(job.liveText()).contains("********").doesNotContain(marker);
        assertThat(csrv.run("job", "show", job.job(), "-o", "json").expect(0).out())
                .doesNotContain(marker);

        Path inbox = estate.agent().karaf().state().resolve("jobs/inbox").resolve(job.job());
        Await.untilTrue("the plan is gone from the node", PATIENCE, () -> !Files.exists(inbox));
        // The database's files too, with its log and rows that are dead; large values lie there compressed.
        assertThat(holding("for i in $(seq 20)", estate.controlPlane().karaf().home()))
                .as("where the job's title is, to see that one can find it")
                .isNotEmpty();
        assertThat(holding(marker, estate.sandbox().folder())).isEmpty();
    }

    /** Returns the files below a folder that hold a text. */
    private static List<String> holding(String text, Path folder) throws IOException {
        Process grep = new ProcessBuilder("grep", "-rlaF", "-e", text, folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new String(grep.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }
}
