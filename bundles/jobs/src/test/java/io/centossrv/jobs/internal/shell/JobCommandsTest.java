// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centossrv.jobs.Job;
import io.centossrv.jobs.internal.store.PostgresRollouts;
import io.centossrv.jobs.internal.test.ManualClock;
import io.centossrv.jobs.internal.test.TestJobs;
import io.centossrv.persistence.test.EmbeddedDatabase;
import io.centossrv.platform.CentossrvException;
import io.centossrv.platform.command.Command;
import io.centossrv.platform.command.CommandInvocation;
import io.centossrv.platform.security.Caller;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class JobCommandsTest {
    @RegisterExtension
    static final EmbeddedDatabase EMBEDDED = new EmbeddedDatabase();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private TestJobs test;

    @BeforeEach
    void open() {
        test = new TestJobs(EMBEDDED, new ManualClock());
    }

    private int run(Command command, Map<String, String> values) {
        out.reset();
        return command.execute(new Invocation(values, out));
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void listsJobs() {
        Job job = test.submit(TestJobs.newNodes(2));

        assertThat(run(new JobListCommand(test.jobs), Map.of())).isZero();
        assertThat(printed()).contains(job.id().toString(), "uname -r", "2 queued", "alice");
        assertThat(run(new JobListCommand(test.jobs), Map.of("limit", "0"))).isEqualTo(64);
        assertThat(run(new JobListCommand(test.jobs), Map.of("limit", "many"))).isEqualTo(64);
    }

    @Test
    void showsAJob() {
        Job job = test.submit(TestJobs.newNodes(1));
        JobShowCommand show = new JobShowCommand(test.jobs);

        assertThat(run(show, Map.of("job", job.id().toString()))).isZero();
        assertThat(printed()).contains(job.id().toString(), "n-", "queued");
        assertThat(run(show, Map.of("job", "\u001b[31m"))).isEqualTo(64);
        assertThat(printed()).contains("\\x1b").doesNotContain("\u001b");
        assertThat(show.complete("job", "")).contains(job.id().toString());
        assertThat(show.descriptor().permission().name()).isEqualTo("job:read");
    }

    @Test
    void cancelsAndResumesAJob() {
        Job job = test.submit(TestJobs.newNodes(2));
        assertThat(run(new JobCancelCommand(test.jobs), Map.of("job", job.id().toString(), "reason", "wrong")))
                .isZero();
        new PostgresRollouts(test.database).dropUnstarted(Instant.parse("2026-03-01T10:00:01Z"), 10);
        assertThat(run(new JobResumeCommand(test.jobs), Map.of("job", job.id().toString())))
                .isZero();
        assertThat(printed()).startsWith("Resumed as ").contains("2 queued");
        assertThatThrownBy(() -> run(new JobCancelCommand(test.jobs), Map.of("job", "\u001b")))
                .isInstanceOf(CentossrvException.class)
                .hasMessageContaining("\\x1b");
    }

    private record Invocation(Map<String, String> given, ByteArrayOutputStream bytes) implements CommandInvocation {
        @Override
        public Caller caller() {
            return TestJobs.ALICE;
        }

        @Override
        public Optional<String> value(String name) {
            return Optional.ofNullable(given.get(name));
        }

        @Override
        public List<String> values(String name) {
            return value(name).stream().toList();
        }

        @Override
        public boolean flag(String name) {
            return given.containsKey(name);
        }

        @Override
        public PrintStream out() {
            return new PrintStream(bytes, true, StandardCharsets.UTF_8);
        }
    }
}
