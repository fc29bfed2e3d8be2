// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.agent;

import io.centossrv.protocol.Envelope;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which report goes next on the present connection: ascending, of each type at most a few without acknowledgement, so that one
 * that nobody takes does not hold up the others. Used by the link's thread alone.
 */
final class ReportPump {
    private static final Logger LOG = LoggerFactory.getLogger(ReportPump.class);
    /** Acknowledgements come once a second: so many reports of one type go up in that time. */
    private static final int IN_FLIGHT = 250;

    private static final long IN_FLIGHT_BYTES = 4L * 1024 * 1024;
    /** Entries that are looked at in one go. */
    private static final int LOOK_AHEAD = 256;

    private final Outbox outbox;
    private final Duration againAfter;

    /** Sent on this connection and not acknowledged: number to type. */
    private final TreeMap<Long, Sent> inFlight = new TreeMap<>();

    private final Map<String, Load> perType = new HashMap<>();

    private record Sent(String type, long room, long at) {}

    private record Load(int count, long room) {
        static final Load NONE = new Load(0, 0);

        Load plus(int more, long moreRoom) {
            return new Load(count + more, room + moreRoom);
        }
    }

    ReportPump(Outbox outbox, Duration againAfter) {
        this.outbox = outbox;
        this.againAfter = againAfter;
    }

    /** Takes all as not sent: the connection is new, or the control plane asks for all again. */
    void reset() {
        inFlight.clear();
        perType.clear();
    }

    /** Sends what may go; returns whether it was stopped by the channel. */
    boolean pump(AgentChannel channel) {
        overdue();
        long from = 0;
        while (true) {
            List<Outbox.Entry> some = outbox.after(from, LOOK_AHEAD);
            if (some.isEmpty()) {
                return false;
            }
            for (Outbox.Entry entry : some) {
                from = entry.number();
                if (mayGo(entry) && !send(channel, entry)) {
                    return true;
                }
            }
        }
    }

    /** Forgets what is done. */
    void acknowledged(Envelope.Ack ack) {
        for (Envelope.Refusal refusal : ack.refused()) {
            LOG.warn(
                    "The control plane refused a report for good: number={} code={}: {}",
                    refusal.number(),
                    refusal.code(),
                    refusal.message());
        }
        Set<Long> beyond = Set.copyOf(ack.beyond());
        outbox.forget(ack.number(), beyond);
        land(ack.number(), beyond);
    }

    private void land(long upTo, Set<Long> others) {
        List<Long> landed = inFlight.keySet().stream()
                .filter(number -> number <= upTo || others.contains(number))
                .toList();
        for (long number : landed) {
            Sent sent = inFlight.remove(number);
            perType.computeIfPresent(
                    sent.type(), (type, load) -> load.count() > 1 ? load.plus(-1, -sent.room()) : null);
        }
    }

    private void overdue() {
        // of one type all again from the first, so that they stay in order
        boolean late =
                inFlight.values().stream().anyMatch(sent -> System.nanoTime() - sent.at() > againAfter.toNanos());
        if (late) {
            LOG.debug("Reports without acknowledgement are sent again: count={}", inFlight.size());
            reset();
        }
    }

    private boolean mayGo(Outbox.Entry entry) {
        Load load = perType.getOrDefault(entry.type(), Load.NONE);
        return !inFlight.containsKey(entry.number()) && load.count() < IN_FLIGHT && load.room() < IN_FLIGHT_BYTES;
    }

    private boolean send(AgentChannel channel, Outbox.Entry entry) {
        Optional<byte[]> frame = outbox.frame(entry.number());
        if (frame.isEmpty()) {
            return true;
        }
        if (!channel.send(frame.get())) {
            return false;
        }
        inFlight.put(entry.number(), new Sent(entry.type(), entry.room(), System.nanoTime()));
        perType.put(entry.type(), perType.getOrDefault(entry.type(), Load.NONE).plus(1, entry.room()));
        return true;
    }
}
