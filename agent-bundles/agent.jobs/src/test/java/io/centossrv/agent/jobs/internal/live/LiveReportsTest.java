// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.jobs.internal.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.agent.ControlPlane;
import io.centossrv.jobs.message.LiveOutput;
import io.centossrv.jobs.message.OutputChunk;
import io.centossrv.jobs.message.OutputChunk.Stream;
import io.centossrv.jobs.message.OutputWanted;
import io.centossrv.protocol.MessageType;
import io.centossrv.protocol.Reply;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveReportsTest {
    private record Asked(LiveOutput output, CompletableFuture<Reply<Record>> reply) {
        void answer(Duration quiet) {
            reply.complete(new Reply.Answered<>(new OutputWanted(quiet)));
        }
    }

    private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
    private final LiveReports reports = new LiveReports(new ControlPlane() {
        @Override
        @SuppressWarnings("unchecked") // the only answer that there is
        public <Q extends Record, A extends Record> CompletionStage<Reply<A>> ask(
                MessageType<Q> question, Q payload, MessageType<A> answer, Duration timeout) {
            CompletableFuture<Reply<Record>> reply = new CompletableFuture<>();
            asked.add(new Asked((LiveOutput) payload, reply));
            return (CompletionStage<Reply<A>>) (CompletionStage<?>) reply;
        }
    });

    @AfterEach
    void close() {
        reports.close();
    }

    private void print(String job, long offset, int length) {
        reports.printed(job, new OutputChunk(0, Stream.STDOUT, offset, new byte[length], 0));
    }

    private Asked next() throws InterruptedException {
        Asked next = asked.poll(20, TimeUnit.SECONDS);
        assertThat(next).as("a message within 20 s").isNotNull();
        return next;
    }

    @Test
    void oneAtATimeAndTheNewestOfWhatCameMeanwhile() throws InterruptedException {
        print("a", 0, 10);
        Asked first = next();
        assertThat(first.output().chunks()).hasSize(1);
        for (int i = 0; i < 100; i++) {
            print("a", 10 + i * 4096L, 4096);
        }
        assertThat(asked).as("nothing is sent before the answer").isEmpty();
        first.answer(Duration.ZERO);

        Asked second = next();
        assertThat(second.output().chunks().stream()
                        .mapToInt(c -> c.bytes().length)
                        .sum())
                .isEqualTo(64 * 1024);
        OutputChunk begin = second.output().chunks().get(0);
        assertThat(begin.offset()).isEqualTo(10 + 84 * 4096L);
        assertThat(begin.dropped()).isEqualTo(84 * 4096L);
        assertThat(second.output().chunks())
                .filteredOn(chunk -> chunk.dropped() > 0)
                .hasSize(1);
    }

    @Test
    void jobsTakeTurnsAndQuietOnesWait() throws InterruptedException {
        print("a", 0, 1);
        Asked first = next();
        print("a", 1, 1);
        print("b", 0, 1);
        first.answer(Duration.ofMinutes(1));
        Asked second = next();
        assertThat(second.output().job()).isEqualTo("b");
        second.answer(Duration.ZERO);
        print("b", 1, 1);
        Asked third = next();
        assertThat(third.output().job()).isEqualTo("b");
        reports.ended("b");
        third.answer(Duration.ZERO);
        print("c", 0, 1);
        assertThat(next().output().job()).isEqualTo("c");
    }

    @Test
    void oneThatWaitsLongHoldsUpNoOther() throws InterruptedException {
        print("a", 0, 1);
        next().answer(Duration.ofMinutes(1));
        print("a", 1, 1);
        print("b", 0, 1);
        assertThat(next().output().job()).isEqualTo("b");
    }

    @Test
    void anOlderControlPlaneIsLeftAlone() throws Exception {
        print("a", 0, 1);
        next().reply().complete(new Reply.Rejected<>("unsupported", ""));
        print("a", 1, 1);
        print("b", 0, 1);
        assertThat(asked.poll(1, TimeUnit.SECONDS)).isNull();
    }
}
