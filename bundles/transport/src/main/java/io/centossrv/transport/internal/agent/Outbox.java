// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.agent;

import io.centossrv.protocol.Envelope;
import io.centossrv.transport.OutboxFull;
import io.centossrv.transport.internal.codec.EnvelopeCodec;
import io.centossrv.transport.internal.codec.MalformedMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports that are not acknowledged, each a frame in a file of its own. What {@link #add} has returned for is on the disk.
 * Numbers rise over restarts, also over those after which nothing is left. One type may take half of the room: a report that
 * nobody takes must not keep out the others. Thread-safe.
 */
public final class Outbox implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    /** What a file takes at least. */
    private static final long BLOCK = 4096;

    private final OutboxFolder folder;
    private final EnvelopeCodec envelopes;
    private final long limit;
    private final TreeMap<Long, Entry> entries = new TreeMap<>();
    private final Map<String, Long> roomByType = new HashMap<>();
    private long room;
    private long next;

    /**
     * A report in the box.
     *
     * @param number the report's
     * @param type wire name of its payload
     * @param room bytes that it takes on the disk
     */
    public record Entry(long number, String type, long room) {}

    /** Opens a box; throws {@link UncheckedIOException} where the folder can't be used or another process has it. */
    public Outbox(OutboxFolder folder, EnvelopeCodec envelopes, long limit) {
        this.folder = folder;
        this.envelopes = envelopes;
        this.limit = limit;
        try {
            next = folder.floor() + 1;
            for (long number : folder.numbers()) {
                read(number).ifPresent(report -> keep(report, number));
                next = Math.max(next, number + 1);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Keeps a report.
     *
     * @throws OutboxFull where there is no room: nothing was kept
     */
    public synchronized void add(String type, byte[] payload, Optional<String> traceparent) {
        byte[] frame = envelopes.encode(new Envelope.Report(next, type, payload, traceparent));
        long needed = room(frame.length);
        if (room + needed > limit || roomByType.getOrDefault(type, 0L) + needed > limit / 2) {
            throw new OutboxFull(limit);
        }
        try {
            folder.write(next, frame);
        } catch (IOException e) {
            throw new UncheckedIOException("a report could not be kept", e);
        }
        keep(new Entry(next, type, needed), next);
        next++;
    }

    /** Returns the reports in the box, in order. */
    public synchronized List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    /** Returns the first reports after a number, in order. */
    public synchronized List<Entry> after(long number, int atMost) {
        return entries.tailMap(number, false).values().stream().limit(atMost).toList();
    }

    /** Returns a report's frame; empty where it has gone. */
    public synchronized Optional<byte[]> frame(long number) {
        if (!entries.containsKey(number)) {
            return Optional.empty();
        }
        try {
            return Optional.of(folder.read(number));
        } catch (IOException e) {
            LOG.error("A report can't be read from the outbox and is lost: number={}", number, e);
            remove(number);
            return Optional.empty();
        }
    }

    /** Forgets the reports up to a number and some others; returns how many were in the box. */
    public synchronized int forget(long upTo, Set<Long> others) {
        List<Long> gone = entries.keySet().stream()
                .filter(number -> number <= upTo || others.contains(number))
                .toList();
        if (!gone.isEmpty() && gone.contains(entries.lastKey())) {
            try {
                // else a later start would give their numbers again
                folder.floor(next - 1);
            } catch (IOException e) {
                throw new UncheckedIOException("the outbox can't be written", e);
            }
        }
        gone.forEach(this::remove);
        return gone.size();
    }

    /** Returns the number of the next report. */
    public synchronized long next() {
        return next;
    }

    /** Returns how many reports wait. */
    public synchronized int size() {
        return entries.size();
    }

    @Override
    public synchronized void close() {
        folder.close();
    }

    private Optional<Entry> read(long number) throws IOException {
        byte[] frame = folder.read(number);
        try {
            return envelopes
                    .decode(frame)
                    .filter(Envelope.Report.class::isInstance)
                    .map(Envelope.Report.class::cast)
                    .filter(report -> report.number() == number)
                    .map(report -> new Entry(number, report.type(), room(frame.length)));
        } catch (MalformedMessage e) {
            LOG.error("A report in the outbox is damaged and is lost: number={}", number);
            folder.delete(number);
            return Optional.empty();
        }
    }

    private void keep(Entry entry, long number) {
        entries.put(number, entry);
        room += entry.room();
        roomByType.merge(entry.type(), entry.room(), Long::sum);
    }

    private void remove(long number) {
        Entry entry = entries.remove(number);
        room -= entry.room();
        roomByType.computeIfPresent(entry.type(), (type, taken) -> taken > entry.room() ? taken - entry.room() : null);
        try {
            folder.delete(number);
        } catch (IOException e) {
            LOG.warn("A report that is done could not be removed and will be sent again: number={}", number, e);
        }
    }

    private static long room(int length) {
        return (length + BLOCK - 1) / BLOCK * BLOCK;
    }
}
