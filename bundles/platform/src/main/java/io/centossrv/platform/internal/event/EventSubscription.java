// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.event;

import io.centossrv.persistence.Event;
import io.centossrv.persistence.EventService;
import io.centossrv.rest.WebSocketEndpoint.Session;
import java.util.List;
import java.util.OptionalLong;

/** One peer of the stream and how far it has been told. Used by one thread at a time; {@link #end} by any. */
final class EventSubscription {
    /** What one turn sends at most; less than the peer's queue in {@code rest} holds. */
    static final int BATCH = 100;

    private final EventQuery query;
    private final Session session;
    private OptionalLong position = OptionalLong.empty();
    private volatile boolean ended;

    EventSubscription(EventQuery query, Session session) {
        this.query = query;
        this.session = session;
    }

    void end() {
        ended = true;
    }

    void close(int status, String reason) {
        end();
        session.close(status, reason);
    }

    boolean ended() {
        return ended;
    }

    /** Sends what is new, at most a batch, and tells whether there may be more. */
    boolean advance(EventService events) {
        long newest = events.newest();
        long from = position.isPresent() ? position.getAsLong() : start(events, newest);
        if (ended) {
            return false;
        }
        List<Event> batch = events.read(from, query.topics(), BATCH);
        long told = from;
        for (Event event : batch) {
            if (!send(EventFrame.of(event))) {
                return false;
            }
            told = event.sequence();
        }
        // Where all of it was read, the events of other topics up to the newest are behind us too.
        boolean more = batch.size() == BATCH;
        position = OptionalLong.of(more ? told : Math.max(told, newest));
        return more;
    }

    /** Returns where to begin, and says what is no longer there of what the peer wants. */
    private long start(EventService events, long newest) {
        if (query.after().isEmpty()) {
            return newest;
        }
        long after = query.after().getAsLong();
        long oldest = events.oldest();
        if (after > newest) {
            // The peer saw numbers that this database does not have: it was restored from a backup.
            send(EventFrame.gap(newest + 1, after));
            return newest;
        }
        long firstKept = oldest == 0 ? newest + 1 : oldest;
        if (after + 1 < firstKept) {
            send(EventFrame.gap(after + 1, firstKept - 1));
            return firstKept - 1;
        }
        return after;
    }

    private boolean send(String frame) {
        if (ended || !session.send(frame)) {
            end();
            return false;
        }
        return true;
    }
}
