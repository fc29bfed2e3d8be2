// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor.socket;

import io.centossrv.playbook.module.OutputCapture;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What the present task of a job printed last, for those who watch: the newest bytes of each stream, whatever is printed. Who
 * comes too late for some is told how many. Thread-safe; printing never waits.
 */
public final class LiveOutput {
    /** Of each stream; a chunk of it must fit into a line to the agent. */
    static final int ROOM = 32 * 1024;

    private final Map<OutputCapture.Stream, Ring> rings = new EnumMap<>(OutputCapture.Stream.class);
    private int task = -1;

    /**
     * A part of a stream.
     *
     * @param offset of its first byte in the stream
     * @param dropped how many bytes before it nobody can have any more
     */
    record Chunk(int task, OutputCapture.Stream stream, long offset, byte[] bytes, long dropped) {}

    /** How far one who watches has come. Used by one thread. */
    static final class Cursor {
        private final Map<OutputCapture.Stream, Long> next = new EnumMap<>(OutputCapture.Stream.class);
        private int task = -1;
    }

    private static final class Ring {
        private final byte[] bytes = new byte[ROOM];
        private long total;

        void add(byte[] from, int at, int length) {
            int skipped = Math.max(0, length - ROOM);
            total += skipped;
            int left = length - skipped;
            int next = at + skipped;
            while (left > 0) {
                int place = (int) (total % ROOM);
                int part = Math.min(left, ROOM - place);
                System.arraycopy(from, next, bytes, place, part);
                next += part;
                left -= part;
                total += part;
            }
        }

        byte[] from(long offset) {
            byte[] part = new byte[(int) (total - offset)];
            int place = (int) (offset % ROOM);
            int first = Math.min(part.length, ROOM - place);
            System.arraycopy(bytes, place, part, 0, first);
            System.arraycopy(bytes, 0, part, first, part.length - first);
            return part;
        }
    }

    /** Begins a task; what a task before still prints is nobody's. */
    public synchronized OutputCapture.Watcher watcher(int index) {
        task = index;
        for (OutputCapture.Stream stream : OutputCapture.Stream.values()) {
            rings.put(stream, new Ring());
        }
        return (stream, bytes, from, length) -> add(index, stream, bytes, from, length);
    }

    private synchronized void add(int index, OutputCapture.Stream stream, byte[] bytes, int from, int length) {
        if (index == task) {
            rings.get(stream).add(bytes, from, length);
        }
    }

    /** Returns what is new since the last time. */
    synchronized List<Chunk> news(Cursor cursor) {
        List<Chunk> chunks = new ArrayList<>();
        if (task < 0) {
            return chunks;
        }
        if (cursor.task != task) {
            cursor.task = task;
            cursor.next.clear();
        }
        for (Map.Entry<OutputCapture.Stream, Ring> entry : rings.entrySet()) {
            OutputCapture.Stream stream = entry.getKey();
            Ring ring = entry.getValue();
            long next = cursor.next.getOrDefault(stream, 0L);
            if (ring.total > next) {
                long start = Math.max(next, ring.total - ROOM);
                chunks.add(new Chunk(task, stream, start, ring.from(start), start - next));
                cursor.next.put(stream, ring.total);
            }
        }
        return chunks;
    }
}
