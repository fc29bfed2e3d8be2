// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.handler;

import io.centossrv.protocol.Envelope;
import io.centossrv.protocol.NodeId;
import io.centossrv.protocol.RequestHandler;
import io.centossrv.protocol.RequestRejected;
import io.centossrv.transport.internal.codec.MalformedMessage;
import io.centossrv.transport.internal.codec.PayloadCodecs;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has requests answered by their handlers on a bounded pool: each gets an answer, if only a refusal. Thread-safe. */
public final class RequestDesk implements AutoCloseable {
    /** The type with which an agent proves the way back; answered here, without a payload. */
    public static final String PROOF = "transport.proof/1";

    private static final Logger LOG = LoggerFactory.getLogger(RequestDesk.class);
    private final Handlers handlers;
    private final PayloadCodecs codecs;
    private final ExecutorService pool;
    private final int answerLimit;

    /**
     * Opens a desk.
     *
     * @param name of its threads
     * @param threads how many
     * @param answerLimit bytes of an answer's payload
     */
    public RequestDesk(Handlers handlers, PayloadCodecs codecs, String name, int threads, int answerLimit) {
        this.handlers = handlers;
        this.codecs = codecs;
        this.answerLimit = answerLimit;
        pool = Pools.bounded(name, threads, threads * 32);
    }

    /** Answers a request, in this thread or later in another. */
    public void take(NodeId peer, Envelope.Request request, Consumer<Envelope.Response> answer) {
        if (request.type().equals(PROOF)) {
            answer.accept(answered(request, new byte[0]));
            return;
        }
        Optional<RequestHandler<?, ?>> handler = handlers.request(request.type());
        if (handler.isEmpty()) {
            answer.accept(refused(request, "rejected", "unsupported", "no handler of this type"));
            return;
        }
        try {
            pool.execute(() -> answer.accept(handle(peer, request, handler.get())));
        } catch (RejectedExecutionException full) {
            answer.accept(refused(request, "rejected", "busy", "too many requests at once"));
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }

    private <Q extends Record, A extends Record> Envelope.Response handle(
            NodeId peer, Envelope.Request request, RequestHandler<Q, A> handler) {
        try {
            Q question = codecs.decode(handler.question(), request.payload());
            byte[] payload = codecs.encode(handler.answer(), handler.handle(peer, question));
            return payload.length <= answerLimit
                    ? answered(request, payload)
                    : refused(request, "failed", "answer-too-large", "the answer has " + payload.length + " bytes");
        } catch (RequestRejected e) {
            return refused(request, "rejected", e.code(), String.valueOf(e.getMessage()));
        } catch (MalformedMessage e) {
            LOG.warn("A request can't be read: peer={} type={}: {}", peer, request.type(), e.getMessage());
            return refused(request, "rejected", "malformed", e.getMessage());
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("A request's handler failed: peer={} type={}", peer, request.type(), e);
            return refused(request, "failed", "internal", "the handler failed");
        }
    }

    private static Envelope.Response answered(Envelope.Request request, byte[] payload) {
        return new Envelope.Response(
                request.id(), "answered", Optional.empty(), Optional.empty(), Optional.of(payload));
    }

    private static Envelope.Response refused(Envelope.Request request, String outcome, String code, String message) {
        return new Envelope.Response(request.id(), outcome, Optional.of(code), Optional.of(message), Optional.empty());
    }
}
