// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.module;

import java.util.Arrays;

/** Keeps the beginning and the end of a stream, whatever its length. Thread-safe. */
public final class StreamCapture {
    private static final int FIRST_ROOM = 512;

    private final OutputLimits limits;
    private final OutputCapture.Stream name;
    private final OutputCapture.Watcher watcher;
    private byte[] head = new byte[0];
    private byte[] tail = new byte[0];
    private int headLength;
    private long total;

    StreamCapture(OutputLimits limits, OutputCapture.Stream name, OutputCapture.Watcher watcher) {
        this.limits = limits;
        this.name = name;
        this.watcher = watcher;
    }

    /** Takes what was printed. */
    public void add(byte[] bytes, int from, int length) {
        synchronized (this) {
            int first = Math.min(length, limits.head() - headLength);
            if (first > 0) {
                head = room(head, headLength + first, limits.head());
                System.arraycopy(bytes, from, head, headLength, first);
                headLength += first;
            }
            total += first;
            rest(bytes, from + first, length - first);
        }
        watcher.printed(name, bytes, from, length);
    }

    /** The tail is a ring: its byte number n lies at n modulo its size. */
    private void rest(byte[] bytes, int from, int length) {
        int size = limits.tail();
        int skipped = Math.max(0, length - size);
        total += skipped;
        int left = length - skipped;
        int at = from + skipped;
        while (left > 0) {
            int place = (int) ((total - headLength) % size);
            int part = Math.min(left, size - place);
            tail = room(tail, place + part, size);
            System.arraycopy(bytes, at, tail, place, part);
            at += part;
            left -= part;
            total += part;
        }
    }

    private static byte[] room(byte[] bytes, int needed, int most) {
        return needed <= bytes.length
                ? bytes
                : Arrays.copyOf(bytes, Math.min(most, Math.max(FIRST_ROOM, Math.max(needed, bytes.length * 2))));
    }

    /** Returns what is kept so far. */
    public synchronized KeptOutput kept() {
        int size = limits.tail();
        long beyond = total - headLength;
        if (beyond <= size) {
            byte[] all = Arrays.copyOf(head, headLength + (int) beyond);
            System.arraycopy(tail, 0, all, headLength, (int) beyond);
            return new KeptOutput(all, 0, new byte[0]);
        }
        byte[] last = new byte[size];
        int start = (int) (beyond % size);
        System.arraycopy(tail, start, last, 0, size - start);
        System.arraycopy(tail, 0, last, size - start, start);
        return new KeptOutput(Arrays.copyOf(head, headLength), beyond - size, last);
    }
}
