// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.jobs.internal.live;

import io.centossrv.jobs.message.OutputChunk;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a job printed and was not told yet: the newest, at most 64 KiB. Guarded by its owner. */
final class PendingOutput {
    private static final int ROOM = 64 * 1024;

    private final Deque<OutputChunk> chunks = new ArrayDeque<>();
    /** How far each stream of each task was told: what lies between that and the next chunk was dropped. */
    private final Map<Part, Long> told = new HashMap<>();

    private int bytes;
    private long notBefore;
    private boolean ended;

    private record Part(int index, OutputChunk.Stream stream) {}

    PendingOutput(long notBefore) {
        this.notBefore = notBefore;
    }

    void add(OutputChunk chunk) {
        chunks.add(chunk);
        bytes += chunk.bytes().length;
        while (bytes > ROOM && chunks.size() > 1) {
            bytes -= chunks.remove().bytes().length;
        }
    }

    /** Returns all that waits, which is told from now on. */
    List<OutputChunk> take() {
        List<OutputChunk> taken = new ArrayList<>();
        for (OutputChunk chunk : chunks) {
            Part part = new Part(chunk.index(), chunk.stream());
            long missing = Math.max(0, chunk.offset() - told.getOrDefault(part, 0L));
            taken.add(new OutputChunk(chunk.index(), chunk.stream(), chunk.offset(), chunk.bytes(), missing));
            told.put(part, chunk.offset() + chunk.bytes().length);
        }
        int newest = taken.isEmpty() ? 0 : taken.get(taken.size() - 1).index();
        told.keySet().removeIf(part -> part.index() < newest);
        chunks.clear();
        bytes = 0;
        return taken;
    }

    void quiet(Duration time) {
        notBefore = System.nanoTime() + time.toNanos();
        // Nobody wants to see what a job that is over has printed some time ago: its result is there.
        if (ended && !time.isZero()) {
            chunks.clear();
        }
    }

    void end() {
        ended = true;
    }

    boolean hasNews() {
        return !chunks.isEmpty();
    }

    boolean isOver() {
        return ended && chunks.isEmpty();
    }

    long notBefore() {
        return notBefore;
    }
}
