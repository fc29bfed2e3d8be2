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
    private static final int IN_FLIGHT = 32;
    /** Entries that are looked at in one go. */
    private static final int LOOK_AHEAD = 256;

    private final Outbox outbox;
    private final Duration againAfter;

    /** Sent on this connection and not acknowledged: number to type. */
    private final TreeMap<Long, Sent> inFlight = new TreeMap<>();

    private final Map<String, Integer> perType = new HashMap<>();

    private record Sent(String type, long at) {}

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
            perType.computeIfPresent(inFlight.remove(number).type(), (type, count) -> count > 1 ? count - 1 : null);
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
        return !inFlight.containsKey(entry.number()) && perType.getOrDefault(entry.type(), 0) < IN_FLIGHT;
    }

    private boolean send(AgentChannel channel, Outbox.Entry entry) {
        Optional<byte[]> frame = outbox.frame(entry.number());
        if (frame.isEmpty()) {
            return true;
        }
        if (!channel.send(frame.get())) {
            return false;
        }
        inFlight.put(entry.number(), new Sent(entry.type(), System.nanoTime()));
        perType.merge(entry.type(), 1, Integer::sum);
        return true;
    }
}
