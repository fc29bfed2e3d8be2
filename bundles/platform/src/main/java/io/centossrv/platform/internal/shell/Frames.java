// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.shell;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * What goes over the shell's socket: one byte that says the kind, four bytes of length, the bytes. The client sends
 * {@link #RUN} or {@link #COMPLETE} with a line; the answer is any number of {@link #OUT} and {@link #ERR} and at the
 * end {@link #EXIT} with one byte. Then the next line may follow.
 */
final class Frames {
    static final byte RUN = 'r';
    static final byte COMPLETE = 'c';
    static final byte OUT = 'o';
    static final byte ERR = 'e';
    static final byte EXIT = 'x';

    private static final int MAX_LENGTH = 64 * 1024;

    private Frames() {}

    /** Returns the bytes of a frame whose kind was read. */
    static byte[] read(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > MAX_LENGTH) {
            throw new IOException("a frame holds at most " + MAX_LENGTH + " bytes, not " + length);
        }
        return in.readNBytes(length);
    }

    static String text(DataInputStream in) throws IOException {
        return new String(read(in), StandardCharsets.UTF_8);
    }

    static void write(DataOutputStream out, byte kind, byte[] bytes, int offset, int length) throws IOException {
        int at = offset;
        int left = length;
        do {
            int part = Math.min(left, MAX_LENGTH);
            out.writeByte(kind);
            out.writeInt(part);
            out.write(bytes, at, part);
            at += part;
            left -= part;
        } while (left > 0);
        out.flush();
    }

    static void write(DataOutputStream out, byte kind, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX_LENGTH) {
            throw new IOException("a line holds at most " + MAX_LENGTH + " bytes");
        }
        write(out, kind, bytes, 0, bytes.length);
    }

    /** Returns a stream whose bytes become frames of one kind. */
    static OutputStream stream(DataOutputStream out, byte kind) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                if (length > 0) {
                    synchronized (out) {
                        Frames.write(out, kind, bytes, offset, length);
                    }
                }
            }
        };
    }
}
