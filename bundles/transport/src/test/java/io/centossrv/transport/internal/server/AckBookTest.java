// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.protocol.Envelope;
import java.util.List;
import org.junit.jupiter.api.Test;

class AckBookTest {
    private final AckBook book = new AckBook();

    @Test
    void acknowledgesUpToTheFirstGap() {
        for (long number = 5; number <= 9; number++) {
            book.seen(number);
        }
        assertThat(book.news()).isEmpty();
        book.done(5);
        book.done(7);
        assertThat(book.news()).contains(new Envelope.Ack(5, List.of(7L), List.of()));
        assertThat(book.news()).as("told once").isEmpty();
        book.done(6);
        assertThat(book.news()).contains(new Envelope.Ack(7, List.of(), List.of()));
        assertThat(book.isDone(7)).isTrue();
        assertThat(book.isDone(8)).isFalse();
    }

    @Test
    void tellsAgainWhatComesAgain() {
        book.seen(1);
        book.done(1);
        book.seen(3);
        book.done(3);
        assertThat(book.news()).contains(new Envelope.Ack(1, List.of(3L), List.of()));
        book.done(3);
        assertThat(book.news()).contains(new Envelope.Ack(1, List.of(3L), List.of()));
        book.done(1);
        assertThat(book.news()).contains(new Envelope.Ack(1, List.of(), List.of()));
    }

    @Test
    void tellsOfRefusals() {
        book.seen(1);
        book.refuse(1, "stale", "too old");
        assertThat(book.news())
                .contains(new Envelope.Ack(1, List.of(), List.of(new Envelope.Refusal(1, "stale", "too old"))));
        assertThat(book.news()).isEmpty();
    }

    @Test
    void staysSmallOverAGapThatNeverCloses() {
        book.seen(1);
        for (long number = 2; number < 100_000; number++) {
            book.done(number);
            if (number % 100 == 0) {
                assertThat(book.news()).isPresent();
            }
        }
        assertThat(book.isDone(99_999)).isTrue();
        assertThat(book.isDone(2)).as("forgotten, as the agent was told").isFalse();
    }
}
