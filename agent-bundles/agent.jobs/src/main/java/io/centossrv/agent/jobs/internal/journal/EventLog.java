// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.jobs.internal.journal;

import io.centossrv.jobs.message.TaskResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a job's ended tasks from a place in its file on, a bounded batch at a time. Thread-safe. */
public final class EventLog {
    private static final Logger LOG = LoggerFactory.getLogger(EventLog.class);
    private static final int CHUNK = 512 * 1024;
    private static final int MAX_LINE = 8 * 1024 * 1024;
    private static final int MAX_RESULTS = 200;

    private final EventLine lines = new EventLine();

    /**
     * Tasks in the order of the file.
     *
     * @param next where the next batch starts
     */
    public record Batch(List<TaskResult> results, long next) {
        public Batch {
            results = List.copyOf(results);
        }
    }

    /** Returns what is there from an offset on; a line that is not finished yet is left for later. */
    public Batch read(Path file, long offset) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            byte[] chunk = chunk(channel, offset, CHUNK);
            int end = lastNewline(chunk);
            if (end < 0 && chunk.length == CHUNK) {
                chunk = chunk(channel, offset, MAX_LINE);
                end = lastNewline(chunk);
            }
            if (end < 0) {
                boolean endless = chunk.length == MAX_LINE;
                return new Batch(List.of(), endless ? offset + MAX_LINE : offset);
            }
            return batch(file, chunk, end, offset);
        } catch (NoSuchFileException e) {
            return new Batch(List.of(), offset);
        }
    }

    private Batch batch(Path file, byte[] chunk, int end, long offset) {
        List<TaskResult> results = new ArrayList<>();
        int start = 0;
        // One report must fit into a message: after the first line no more than a chunk.
        for (int i = 0; i <= end && results.size() < MAX_RESULTS && start < CHUNK; i++) {
            if (chunk[i] == '\n') {
                int from = start;
                lines.read(chunk, from, i - from)
                        .ifPresentOrElse(
                                results::add,
                                () -> LOG.warn("A line of the journal is damaged: file={} at={}", file, offset + from));
                start = i + 1;
            }
        }
        return new Batch(results, offset + start);
    }

    private static byte[] chunk(FileChannel channel, long offset, int most) throws IOException {
        int size = (int) Math.max(0, Math.min(most, channel.size() - offset));
        ByteBuffer buffer = ByteBuffer.allocate(size);
        while (buffer.hasRemaining() && channel.read(buffer, offset + buffer.position()) >= 0) {
            // A read may bring less than asked for.
        }
        return buffer.hasRemaining() ? java.util.Arrays.copyOf(buffer.array(), buffer.position()) : buffer.array();
    }

    private static int lastNewline(byte[] chunk) {
        for (int i = chunk.length - 1; i >= 0; i--) {
            if (chunk[i] == '\n') {
                return i;
            }
        }
        return -1;
    }
}
