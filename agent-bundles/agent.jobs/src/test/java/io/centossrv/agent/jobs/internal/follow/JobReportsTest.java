// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.jobs.internal.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centossrv.agent.ReportRefused;
import io.centossrv.agent.jobs.internal.journal.Journal;
import io.centossrv.jobs.message.JobProgress;
import io.centossrv.jobs.message.JobProgress.Outcome;
import io.centossrv.jobs.message.TaskResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobReportsTest {
    private final String job = UUID.randomUUID().toString();
    private final RecordingReporter reporter = new RecordingReporter();

    @TempDir
    Path folder;

    private Path place;
    private JobReports reports;

    @BeforeEach
    void open() throws IOException {
        place = folder.resolve("journal").resolve(job);
        reports = reopened();
    }

    private JobReports reopened() throws IOException {
        return new JobReports(new Journal(folder.resolve("journal")), folder.resolve("reported"), reporter);
    }

    private void claim() throws IOException {
        Files.createDirectories(place);
        Files.writeString(place.resolve("claim"), "{\"pid\":1,\"at\":\"2026-03-01T10:00:00Z\"}\n");
    }

    private void task(int index) throws IOException {
        Files.writeString(
                place.resolve("events.jsonl"),
                "{\"index\":" + index + ",\"status\":\"ok\",\"startedAt\":\"2026-03-01T10:00:00Z\","
                        + "\"endedAt\":\"2026-03-01T10:00:01Z\"}\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private void result(String outcome) throws IOException {
        Files.createDirectories(place);
        Files.writeString(
                place.resolve("result.json"),
                "{\"outcome\":\"" + outcome + "\",\"code\":\"expired\",\"reason\":\"too late\","
                        + "\"startedAt\":\"2026-03-01T10:00:00Z\",\"endedAt\":\"2026-03-01T10:00:09Z\",\"results\":2}");
    }

    @Test
    void nothingIsReportedOfAnUnknownJob() {
        assertThat(reports.report(job)).isFalse();
        assertThat(reporter.of(job)).isEmpty();
    }

    @Test
    void reportsTheBeginningEachTaskAndTheEndOnce() throws IOException {
        claim();
        assertThat(reports.report(job)).isFalse();
        assertThat(reports.report(job)).isFalse();
        assertThat(reporter.of(job)).hasSize(1);
        assertThat(reporter.of(job).get(0).startedAt()).isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));

        task(0);
        reports.report(job);
        task(1);
        result("changed");
        assertThat(reports.report(job)).isTrue();
        assertThat(reports.report(job)).isTrue();

        assertThat(reporter.results(job)).extracting(TaskResult::index).containsExactly(0, 1);
        JobProgress end = reporter.of(job).get(reporter.of(job).size() - 1);
        assertThat(end.outcome()).contains(Outcome.CHANGED);
        assertThat(end.endedAt()).contains(Instant.parse("2026-03-01T10:00:09Z"));
        assertThat(reporter.end(job)).contains(end);
    }

    @Test
    void aRestartGoesOnWhereItWas() throws IOException {
        claim();
        task(0);
        reports.report(job);
        reports = reopened();
        task(1);
        result("ok");
        assertThat(reports.report(job)).isTrue();
        assertThat(reopened().done(job)).isTrue();

        assertThat(reporter.results(job)).extracting(TaskResult::index).containsExactly(0, 1);
    }

    @Test
    void aLostMarkReportsTwiceAndNeverNot() throws IOException {
        claim();
        task(0);
        reports.report(job);
        Files.writeString(folder.resolve("reported").resolve(job), "rubbish");
        reports = reopened();
        result("ok");
        assertThat(reports.report(job)).isTrue();

        assertThat(reporter.results(job)).extracting(TaskResult::index).containsExactly(0, 0);
        assertThat(reporter.end(job)).isPresent();
    }

    @Test
    void aFullOutboxDelays() throws IOException {
        claim();
        task(0);
        result("ok");
        reporter.full(true);
        assertThatThrownBy(() -> reports.report(job)).isInstanceOf(ReportRefused.class);
        assertThat(reports.done(job)).isFalse();

        reporter.full(false);
        assertThat(reports.report(job)).isTrue();
        assertThat(reporter.results(job)).hasSize(1);
    }

    @Test
    void aRefusalIsReportedWithItsCode() throws IOException {
        result("rejected");
        assertThat(reports.report(job)).isTrue();
        assertThat(reporter.end(job).orElseThrow().outcome()).contains(Outcome.REJECTED);
        assertThat(reporter.end(job).orElseThrow().reason()).isEqualTo("expired: too late");
    }

    @Test
    void anUnknownOutcomeIsSaidToBe() throws IOException {
        result("exploded");
        reports.report(job);
        assertThat(reporter.end(job).orElseThrow().outcome()).contains(Outcome.UNKNOWN);
    }

    @Test
    void aJobIsReportedAgainWhenAsked() throws IOException {
        claim();
        task(0);
        result("ok");
        reports.report(job);
        reports.again(job);
        assertThat(reports.report(job)).isTrue();
        assertThat(reporter.of(job).stream().filter(r -> r.outcome().isPresent()))
                .hasSize(2);
    }

    @Test
    void marksGoWhenTheJournalHasForgottenLongAgo() throws IOException {
        claim();
        result("ok");
        reports.report(job);
        Instant later = Instant.now().plusSeconds(10);
        reports.prune(Set.of(job), later);
        assertThat(reopened().done(job)).isTrue();
        reports.prune(Set.of(), Instant.now().minusSeconds(10));
        assertThat(reopened().done(job)).isTrue();
        reports.prune(Set.of(), later);
        assertThat(reopened().done(job)).isFalse();
    }
}
