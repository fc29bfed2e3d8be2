// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.handler;

import io.centossrv.protocol.Envelope;
import io.centossrv.protocol.MessageType;
import io.centossrv.protocol.Reply;
import io.centossrv.transport.internal.codec.MalformedMessage;
import io.centossrv.transport.internal.codec.PayloadCodecs;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;

/** A question that waits for its answer. Thread-safe. */
public final class Question<A extends Record> {
    private final CompletableFuture<Reply<A>> reply = new CompletableFuture<>();
    private final MessageType<A> answerType;
    private final Executor callbacks;
    private volatile Future<?> deadline;

    /** A question whose answer is told by an executor. */
    public Question(MessageType<A> answerType, Executor callbacks) {
        this.answerType = answerType;
        this.callbacks = callbacks;
    }

    /** Returns what will come of it. */
    public CompletableFuture<Reply<A>> reply() {
        return reply;
    }

    /** Names the timer that ends it; cancelled with the answer. */
    public void deadline(Future<?> timer) {
        deadline = timer;
        if (reply.isDone()) {
            timer.cancel(false);
        }
    }

    /** Takes the answer. */
    public void answer(Envelope.Response response, PayloadCodecs codecs) {
        stopClock();
        // decoding and what hangs on the stage must not hold up the link
        callbacks.execute(() -> reply.complete(read(response, codecs)));
    }

    /** Ends it without one. */
    public void end(Reply<A> outcome) {
        stopClock();
        callbacks.execute(() -> reply.complete(outcome));
    }

    /** Ends it as one whose link was lost. */
    public void interrupt() {
        end(new Reply.Interrupted<>());
    }

    private Reply<A> read(Envelope.Response response, PayloadCodecs codecs) {
        String code = response.code().orElse("unspecified");
        String message = response.message().orElse("");
        try {
            return switch (response.outcome()) {
                case "answered" ->
                    new Reply.Answered<>(
                            codecs.decode(answerType, response.payload().orElseGet(() -> new byte[0])));
                case "rejected" -> new Reply.Rejected<>(code, message);
                case "failed" -> new Reply.Failed<>(code, message);
                default -> new Reply.Failed<>("unknown-outcome", "the peer answered in a way that is not known here");
            };
        } catch (MalformedMessage e) {
            return new Reply.Failed<>("malformed-answer", e.getMessage());
        }
    }

    private void stopClock() {
        Future<?> timer = deadline;
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
