// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor;

import static io.centossrv.executor.ExecutorHarness.command;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadDaysTest {
    @TempDir
    Path folder;

    private ExecutorHarness harness;
    private final UUID job = UUID.randomUUID();

    @BeforeEach
    void open() throws Exception {
        harness = new ExecutorHarness(folder);
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    /** A limit on the size of files stands in for a full disk: the write fails in the same place. */
    @Test
    void aJournalThatCannotBeWrittenStopsTheJobAndTheResultSaysSo() throws Exception {
        Path after = folder.resolve("after");
        harness.deliver(harness.plan(
                job,
                List.of(
                        command("seq", "1", "100000"),
                        command("seq", "1", "100000"),
                        command("touch", after.toString()))));
        harness.startLimited(700);

        harness.ask("run", job);

        assertThat(harness.result(job)).containsEntry("outcome", "failed").containsEntry("results", 1L);
        assertThat(harness.result(job).get("reason").toString()).contains("the journal can't be written");
        assertThat(after).doesNotExist();
    }

    @Test
    void aJournalThatCannotBeClaimedRefusesForNow() throws Exception {
        harness.deliver(harness.plan(job, List.of(command("true"))));
        harness.startLimited(1);

        assertThat(harness.ask("run", job).get(0))
                .containsEntry("state", "rejected")
                .containsEntry("code", "journal-unavailable");

        harness.stopAll();
        harness.startReady();
        assertThat(harness.ask("run", job).get(0)).containsEntry("state", "taken");
        assertThat(harness.result(job)).containsEntry("outcome", "changed");
    }

    @Test
    void nonsenseOnTheSocketIsAnsweredAndHarmsNothing() throws Exception {
        harness.startReady();
        for (String line : List.of("hello\n", "{}\n", "{\"run\":\"../../etc\"}\n", "[1]\n", "{\"run\":7}\n")) {
            assertThat(talk(line)).contains("bad-request");
        }
        assertThat(talk("x".repeat(1024))).contains("bad-request");
        harness.deliver(harness.plan(job, List.of(command("true"))));
        harness.ask("run", job);
        assertThat(harness.result(job)).containsEntry("outcome", "changed");
    }

    private String talk(String line) throws Exception {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(harness.socket()));
            channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
            byte[] answer = Channels.newInputStream(channel).readNBytes(4096);
            return new String(answer, StandardCharsets.UTF_8);
        }
    }

    @Test
    void aClaimThatWasCutShortCountsAsStarted() throws Exception {
        harness.deliver(harness.plan(job, List.of(command("true"))));
        Files.createDirectories(harness.journal(job));
        Files.writeString(harness.journal(job).resolve("claim"), "{\"pid\":1");
        harness.startReady();
        assertThat(harness.ask("run", job)).containsExactly(Map.of("state", "ended"));
        assertThat(harness.result(job)).containsEntry("outcome", "interrupted").containsEntry("results", 0L);
    }

    @Test
    void aModuleThatThisNodeLacksFailsItsTask() throws Exception {
        harness.deliver(
                harness.plan(job, List.of(Map.of("name", "n", "module", "ansible.builtin.none", "args", Map.of()))));
        harness.startReady();
        harness.ask("run", job);
        assertThat(harness.result(job)).containsEntry("outcome", "failed");
        assertThat(harness.events(job).get(0).get("message").toString()).contains("ansible.builtin.none");
    }

    @Test
    void aCheckChangesNothingAndSaysWhatItCannotTell() throws Exception {
        Path mark = folder.resolve("mark");
        Map<String, Object> plan = harness.plan(job, List.of(command("touch", mark.toString())));
        plan.put("check", true);
        harness.deliver(plan);
        harness.startReady();
        harness.ask("run", job);
        assertThat(harness.result(job)).containsEntry("outcome", "ok");
        assertThat(harness.events(job).get(0)).containsEntry("status", "unknown");
        assertThat(mark).doesNotExist();
    }
}
