// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.system;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Reads a program's output to its end and keeps its first and last 32 KiB, with a line in between that says so. */
final class BoundedOutput {
    static final int HEAD = 32 * 1024;
    static final int TAIL = 32 * 1024 - 128;

    private final Thread reader;
    private final byte[] head = new byte[HEAD];
    private final byte[] tail = new byte[TAIL];
    private long total;

    private BoundedOutput(InputStream in, String name) {
        this.reader = new Thread(() -> drain(in), name + " of a command");
        reader.setDaemon(true);
    }

    static BoundedOutput reading(InputStream in, String name) {
        BoundedOutput output = new BoundedOutput(in, name);
        output.reader.start();
        return output;
    }

    private void drain(InputStream in) {
        byte[] buffer = new byte[8192];
        try (in) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                keep(buffer, count);
            }
        } catch (IOException closed) {
            // The pipe was closed under us because the command has ended: what came is what there is.
            return;
        }
    }

    private synchronized void keep(byte[] buffer, int count) {
        for (int i = 0; i < count; i++) {
            if (total < HEAD) {
                head[(int) total] = buffer[i];
            } else {
                tail[(int) ((total - HEAD) % TAIL)] = buffer[i];
            }
            total++;
        }
    }

    /** Waits for the end of the output, at most so long. */
    void finish(Duration patience) {
        try {
            reader.join(patience.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    synchronized String text() {
        if (total <= HEAD) {
            return decode(head, 0, (int) total);
        }
        long beyond = total - HEAD;
        if (beyond <= TAIL) {
            byte[] all = new byte[(int) total];
            System.arraycopy(head, 0, all, 0, HEAD);
            System.arraycopy(tail, 0, all, HEAD, (int) beyond);
            return decode(all, 0, all.length);
        }
        byte[] last = new byte[TAIL];
        int start = (int) (beyond % TAIL);
        System.arraycopy(tail, start, last, 0, TAIL - start);
        System.arraycopy(tail, 0, last, TAIL - start, start);
        return decode(head, 0, HEAD) + "\n[... " + (beyond - TAIL) + " bytes left out ...]\n" + decode(last, 0, TAIL);
    }

    /** Decodes UTF-8; a byte that is none becomes U+DC00 plus itself, Python's surrogateescape. */
    private static String decode(byte[] bytes, int from, int to) {
        StringBuilder text = new StringBuilder(to - from);
        int at = from;
        while (at < to) {
            int length = sequence(bytes, at, to);
            if (length == 0) {
                text.append((char) (0xDC00 + (bytes[at] & 0xff)));
                at++;
            } else {
                text.append(new String(bytes, at, length, StandardCharsets.UTF_8));
                at += length;
            }
        }
        return text.toString();
    }

    private static int sequence(byte[] bytes, int at, int to) {
        int plain = at;
        while (plain < to && bytes[plain] >= 0) {
            plain++;
        }
        if (plain > at) {
            return plain - at;
        }
        int first = bytes[at] & 0xff;
        int length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
        if (first < 0xc2 || first > 0xf4 || at + length > to) {
            return 0;
        }
        String one = new String(bytes, at, length, StandardCharsets.UTF_8);
        return one.indexOf('\ufffd') >= 0
                        && !(length == 3
                                && first == 0xef
                                && bytes[at + 1] == (byte) 0xbf
                                && bytes[at + 2] == (byte) 0xbd)
                ? 0
                : length;
    }
}
