// SPDX-License-Identifier: Apache-2.0
package io.centossrv.jobs.message;

/**
 * A part of what a task printed, byte by byte: it may be no text, and may begin or end within a character.
 *
 * @param index of the task in the plan, from 0
 * @param stream where it was printed to
 * @param offset of the first of the bytes in the stream, from 0
 * @param bytes what was printed; empty where only {@code dropped} is news
 * @param dropped how many bytes directly before {@code offset} are sent in no chunk
 */
public record OutputChunk(int index, Stream stream, long offset, byte[] bytes, long dropped) {
    /** Where a command prints to. */
    public enum Stream {
        UNKNOWN,
        STDOUT,
        STDERR
    }

    @Override
    public String toString() {
        return "OutputChunk[index=" + index + ", stream=" + stream + ", offset=" + offset + ", bytes=" + bytes.length
                + ", dropped=" + dropped + "]";
    }
}
