// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.jobs.internal.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centossrv.jobs.message.DeliverPlan;
import io.centossrv.protocol.RequestRejected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InboxTest {
    private static final String HASH = "ab".repeat(32);

    @TempDir
    Path folder;

    private static DeliverPlan plan(String job, Map<String, byte[]> files) {
        return new DeliverPlan(job, new byte[] {1, 2}, new byte[] {3}, files);
    }

    private static String job() {
        return UUID.randomUUID().toString();
    }

    @Test
    void aPlanIsThereWhole() throws IOException {
        String job = job();
        Inbox inbox = new Inbox(folder);
        inbox.put(plan(job, Map.of(HASH, new byte[] {4})));

        assertThat(inbox.holds(job)).isTrue();
        assertThat(inbox.jobs()).containsExactly(job);
        assertThat(folder.resolve(job).resolve("plan.json")).hasBinaryContent(new byte[] {1, 2});
        assertThat(folder.resolve(job).resolve("signature")).hasBinaryContent(new byte[] {3});
        assertThat(folder.resolve(job).resolve("files").resolve(HASH)).hasBinaryContent(new byte[] {4});
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve(job).resolve("plan.json"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aPlanThatIsThereStays() throws IOException {
        String job = job();
        Inbox inbox = new Inbox(folder);
        inbox.put(plan(job, Map.of()));
        inbox.put(new DeliverPlan(job, new byte[] {9}, new byte[] {9}, Map.of()));

        assertThat(folder.resolve(job).resolve("plan.json")).hasBinaryContent(new byte[] {1, 2});
    }

    @Test
    void removesAPlan() throws IOException {
        String job = job();
        Inbox inbox = new Inbox(folder);
        inbox.put(plan(job, Map.of(HASH, new byte[] {4})));
        inbox.remove(job);
        inbox.remove(job);

        assertThat(inbox.holds(job)).isFalse();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFullDiskIsSaidAndLeavesNothing() throws IOException {
        Inbox inbox = new Inbox(folder, () -> 1024);
        assertRejected("disk-full", () -> inbox.put(plan(job(), Map.of())));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFullInboxIsSaid() throws IOException {
        Inbox inbox = new Inbox(folder);
        for (int i = 0; i < 100; i++) {
            Files.createDirectory(folder.resolve(job()));
        }
        assertRejected("inbox-full", () -> inbox.put(plan(job(), Map.of())));
    }

    @Test
    void nothingButIdsAndHashesBecomesAPath() throws IOException {
        Inbox inbox = new Inbox(folder);
        for (String job : new String[] {"../x", "", "1-1-1-1-1", job().toUpperCase(java.util.Locale.ROOT) + "/"}) {
            assertRejected("plan-invalid", () -> inbox.put(plan(job, Map.of())));
        }
        assertRejected("plan-invalid", () -> inbox.put(plan(job(), Map.of("../../etc/cron.d/x", new byte[1]))));
        assertRejected("plan-too-large", () -> inbox.put(plan(job(), Map.of(HASH, new byte[6 * 1024 * 1024]))));
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void whatAnEarlierAgentLeftUnfinishedGoes() throws IOException {
        Path unfinished =
                Files.createDirectories(folder.resolve(".unfinished-" + job()).resolve("files"));
        Files.write(unfinished.resolve(HASH), new byte[1]);
        Inbox inbox = new Inbox(folder);

        assertThat(inbox.jobs()).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    private static void assertRejected(String code, Runnable work) {
        assertThatThrownBy(work::run).isInstanceOfSatisfying(RequestRejected.class, e -> assertThat(e.code())
                .isEqualTo(code));
    }
}
