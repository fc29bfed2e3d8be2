// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centossrv.jobs.Job;
import io.centossrv.jobs.internal.output.OutputPart;
import io.centossrv.jobs.internal.store.PostgresOutput;
import io.centossrv.jobs.internal.test.ManualClock;
import io.centossrv.jobs.internal.test.TestJobs;
import io.centossrv.jobs.message.LiveOutput;
import io.centossrv.jobs.message.OutputChunk;
import io.centossrv.jobs.message.OutputChunk.Stream;
import io.centossrv.persistence.test.EmbeddedDatabase;
import io.centossrv.protocol.NodeId;
import io.centossrv.protocol.RequestRejected;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OutputRequestsTest {
    @RegisterExtension
    static final EmbeddedDatabase EMBEDDED = new EmbeddedDatabase();

    private final ManualClock clock = new ManualClock();
    private final NodeId node = TestJobs.newNodes(1).get(0);
    private TestJobs test;
    private OutputRequests requests;
    private Job job;

    @BeforeEach
    void submit() {
        test = new TestJobs(EMBEDDED, clock);
        requests = new OutputRequests(test.database, clock);
        job = test.submit(List.of(node));
    }

    private LiveOutput live(long offset, long dropped, String text) {
        return live(new OutputChunk(0, Stream.STDOUT, offset, text.getBytes(StandardCharsets.UTF_8), dropped));
    }

    private LiveOutput live(OutputChunk... chunks) {
        return new LiveOutput(job.id().toString(), List.of(chunks));
    }

    @Test
    void nothingIsKeptWhileNobodyWatches() {
        assertThat(requests.handle(node, live(0, 0, "a")).quiet()).isPositive();
        assertThat(test.jobs.output(job.id(), 0)).isEmpty();
        requests.handle(node, live(1, 0, "b\u001b[31m"));
        requests.handle(node, live(9, 3, "\u0000c"));
        List<OutputPart> parts = test.jobs.output(job.id(), 0);
        assertThat(parts).extracting(OutputPart::text).containsExactly("b\u001b[31m", "\uFFFDc");
        assertThat(parts.get(1).dropped()).isEqualTo(3);
        assertThat(parts.get(1).name()).startsWith("n-");
        assertThat(test.jobs.output(job.id(), parts.get(0).sequence())).hasSize(1);

        clock.advance(Duration.ofSeconds(31));
        requests.handle(node, live(11, 0, "d"));
        assertThat(test.jobs.output(job.id(), parts.get(1).sequence())).isEmpty();
    }

    @Test
    void onlyTheNewestOfMuchOutputIsKept() {
        test.jobs.output(job.id(), 0);
        String much = "x".repeat(16 * 1024);
        for (int i = 0; i < 100; i++) {
            requests.handle(node, live((long) i * much.length(), 0, much));
        }
        List<OutputPart> kept = new ArrayList<>();
        long last = 0;
        for (List<OutputPart> parts = test.jobs.output(job.id(), last);
                !parts.isEmpty();
                parts = test.jobs.output(job.id(), last)) {
            kept.addAll(parts);
            last = parts.get(parts.size() - 1).sequence();
        }
        assertThat(kept).hasSize(8);
        assertThat(kept.get(7).offset()).isEqualTo(99L * much.length());
        clock.advance(Duration.ofMinutes(11));
        assertThat(new PostgresOutput(test.database).sweep(clock.instant())).isEqualTo(8);
    }

    @Test
    void refusesWhatIsNotAsAgreed() {
        test.jobs.output(job.id(), 0);
        assertThatThrownBy(() -> requests.handle(node, live(0, 0, "x".repeat(65 * 1024))))
                .isInstanceOf(RequestRejected.class);
        assertThatThrownBy(() -> requests.handle(node, live(-1, 0, "x"))).isInstanceOf(RequestRejected.class);
        assertThatThrownBy(() -> requests.handle(node, new LiveOutput("nonsense", List.of())))
                .isInstanceOf(RequestRejected.class);
        requests.handle(TestJobs.newNodes(1).get(0), live(0, 0, "of another node"));
        requests.handle(node, live(new OutputChunk(0, Stream.UNKNOWN, 0, new byte[] {1}, 0)));
        assertThat(test.jobs.output(job.id(), 0)).isEmpty();
    }
}
