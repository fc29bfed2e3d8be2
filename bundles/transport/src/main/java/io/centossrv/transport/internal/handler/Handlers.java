// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.handler;

import io.centossrv.protocol.ReportHandler;
import io.centossrv.protocol.RequestHandler;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** The handlers that are there now. Thread-safe. */
public class Handlers {
    private final HandlerTable<RequestHandler<?, ?>> requests = new HandlerTable<>();
    private final HandlerTable<ReportHandler<?>> reports = new HandlerTable<>();
    private final AtomicLong generation = new AtomicLong();

    /** Adds a handler of requests. */
    public final void add(Rank rank, RequestHandler<?, ?> handler) {
        requests.add(handler.question().wireName(), rank, handler);
        generation.incrementAndGet();
    }

    /** Adds a handler of reports. */
    public final void add(Rank rank, ReportHandler<?> handler) {
        reports.add(handler.type().wireName(), rank, handler);
        generation.incrementAndGet();
    }

    /** Removes the handler that was added with this rank; none is fine. */
    public final void remove(Rank rank) {
        requests.remove(rank);
        reports.remove(rank);
        generation.incrementAndGet();
    }

    /** Returns who answers requests of a type. */
    public final Optional<RequestHandler<?, ?>> request(String wireName) {
        return requests.find(wireName);
    }

    /** Returns who takes reports of a type. */
    public final Optional<ReportHandler<?>> report(String wireName) {
        return reports.find(wireName);
    }

    /** Returns the types of requests that are answered, in order. */
    public final List<String> requestTypes() {
        return requests.types().stream().sorted().toList();
    }

    /** Returns a number that rises with each change. */
    public final long generation() {
        return generation.get();
    }
}
