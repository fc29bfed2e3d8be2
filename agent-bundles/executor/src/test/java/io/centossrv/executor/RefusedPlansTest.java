// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor;

import static io.centossrv.executor.ExecutorHarness.command;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusedPlansTest {
    @TempDir
    Path folder;

    private ExecutorHarness harness;
    private Path mark;
    private final UUID job = UUID.randomUUID();

    @BeforeEach
    void open() throws Exception {
        harness = new ExecutorHarness(folder);
        mark = folder.resolve("mark");
        harness.startReady();
    }

    @AfterEach
    void close() throws Exception {
        assertThat(mark).doesNotExist();
        harness.close();
    }

    private Map<String, Object> plan() {
        return harness.plan(job, List.of(command("touch", mark.toString())));
    }

    private void assertRefused(String code, boolean lasting) throws Exception {
        assertThat(harness.ask("run", job).get(0))
                .containsEntry("state", "rejected")
                .containsEntry("code", code);
        if (lasting) {
            assertThat(harness.result(job)).containsEntry("outcome", "rejected").containsEntry("code", code);
            assertThat(harness.ask("run", job)).containsExactly(Map.of("state", "ended"));
        } else {
            assertThat(harness.journal(job).resolve("result.json")).doesNotExist();
        }
    }

    @Test
    void changedPlan() throws Exception {
        harness.deliver(plan());
        Path file = folder.resolve("inbox").resolve(job.toString()).resolve("plan.json");
        Files.writeString(file, Files.readString(file).replace("\"check\":false", "\"check\":true "));
        assertRefused("signature-invalid", true);
    }

    @Test
    void changedSignature() throws Exception {
        harness.deliver(plan());
        Path file = folder.resolve("inbox").resolve(job.toString()).resolve("signature");
        byte[] signature = Files.readAllBytes(file);
        signature[5] ^= 1;
        Files.write(file, signature);
        assertRefused("signature-invalid", true);
    }

    @Test
    void otherNode() throws Exception {
        Map<String, Object> plan = plan();
        plan.put("node", UUID.randomUUID().toString());
        harness.deliver(plan);
        assertRefused("node-mismatch", true);
    }

    @Test
    void planOfAnotherJob() throws Exception {
        Map<String, Object> plan = plan();
        harness.deliver(plan);
        UUID other = UUID.randomUUID();
        Files.move(folder.resolve("inbox/" + job), folder.resolve("inbox/" + other));
        assertThat(harness.ask("run", other).get(0)).containsEntry("code", "job-mismatch");
    }

    @Test
    void expired() throws Exception {
        Map<String, Object> plan = plan();
        plan.put("notAfter", Instant.now().minusSeconds(3600).toString());
        harness.deliver(plan);
        assertRefused("expired", true);
    }

    @Test
    void tooEarly() throws Exception {
        Map<String, Object> plan = plan();
        plan.put("notBefore", Instant.now().plusSeconds(3600).toString());
        harness.deliver(plan);
        assertRefused("clock-skew", true);
        assertThat(harness.result(job).get("reason").toString())
                .contains(plan.get("notBefore").toString())
                .contains("set the node's clock");
    }

    @Test
    void changedFile() throws Exception {
        Map<String, Object> plan = plan();
        byte[] content = "right".getBytes(StandardCharsets.UTF_8);
        String hash = ExecutorHarness.sha256(content);
        plan.put("files", Map.of("a", hash));
        harness.deliver(plan, content);
        Files.writeString(folder.resolve("inbox/" + job + "/files/" + hash), "wrong");
        assertRefused("file-mismatch", true);
    }

    @Test
    void missingFileMayComeLater() throws Exception {
        Map<String, Object> plan = plan();
        plan.put("files", Map.of("a", ExecutorHarness.sha256(new byte[] {1})));
        harness.deliver(plan);
        assertRefused("file-missing", false);
    }

    @Test
    void counterOfAnotherJob() throws Exception {
        UUID first = UUID.randomUUID();
        Map<String, Object> ran = harness.plan(first, List.of(command("true")));
        harness.deliver(ran);
        harness.ask("run", first);
        assertThat(harness.result(first)).containsEntry("outcome", "changed");
        Map<String, Object> plan = plan();
        plan.put("counter", ran.get("counter"));
        harness.deliver(plan);
        assertRefused("counter-used", true);
    }

    @Test
    void olderEpoch() throws Exception {
        UUID first = UUID.randomUUID();
        Map<String, Object> ran = harness.plan(first, List.of(command("true")));
        ran.put("epoch", 2L);
        harness.deliver(ran);
        harness.ask("run", first);
        harness.deliver(plan());
        assertRefused("counter-used", true);
    }

    @Test
    void becomesSomebodyWhoIsNotListed() throws Exception {
        Map<String, Object> task = new HashMap<>(command("touch", mark.toString()));
        task.put("becomeUser", "nobody");
        Map<String, Object> plan = harness.plan(job, List.of(task));
        plan.put("becomeUsers", List.of("root"));
        harness.deliver(plan);
        assertRefused("become-unlisted", true);
        plan.put("job", UUID.randomUUID().toString());
        plan.put("becomeUsers", "nobody");
        harness.deliver(plan);
        assertThat(harness.ask("run", UUID.fromString((String) plan.get("job"))).get(0))
                .containsEntry("code", "plan-malformed");
    }

    @Test
    void malformed() throws Exception {
        Map<String, Object> plan = plan();
        plan.put("timeoutSeconds", -1L);
        harness.deliver(plan);
        assertRefused("plan-malformed", true);
    }

    @Test
    void noPlanAtAll() throws Exception {
        assertRefused("plan-missing", false);
    }

    @Test
    void trustThatOthersMayWrite() throws Exception {
        Files.setPosixFilePermissions(folder.resolve("trust"), PosixFilePermissions.fromString("rwxrwxrwx"));
        harness.deliver(plan());
        assertRefused("trust-unusable", false);
    }
}
