// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.discovery.ssh;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The unencrypted beginning of an SSH connection (RFC 4253, 4.2 and 6), bounded in bytes and in time as a whole. */
final class SshWire {
    private static final int MOST_BYTES = 64 * 1024;
    private static final int MOST_PACKET = 35_000;
    private static final int MOST_LINE = 255;
    private static final int BLOCK = 8;
    private static final int LEAST_PADDING = 4;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final long end;
    private int left = MOST_BYTES;

    SshWire(Socket socket, long end) throws IOException {
        this.socket = socket;
        this.end = end;
        this.in = new DataInputStream(new Bounded(socket.getInputStream()));
        this.out = socket.getOutputStream();
    }

    /** Returns the line with which the server says what it is; empty where something else speaks there. */
    Optional<String> identification() throws IOException {
        while (true) {
            StringBuilder line = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0 || line.length() > MOST_LINE) {
                    return Optional.empty();
                }
                line.append((char) c);
            }
            // lines before it are for people; a server that speaks of others soon stops to do so
            if (line.indexOf("SSH-") == 0) {
                return Optional.of(line.toString().strip());
            }
        }
    }

    void identify(String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    void send(byte[] payload) throws IOException {
        int padding = BLOCK - (Integer.BYTES + 1 + payload.length) % BLOCK;
        if (padding < LEAST_PADDING) {
            padding += BLOCK;
        }
        out.write(ByteBuffer.allocate(Integer.BYTES + 1 + payload.length + padding)
                .putInt(1 + payload.length + padding)
                .put((byte) padding)
                .put(payload)
                .array());
        out.flush();
    }

    /** Returns the payload of the next packet, positioned after its type, which must be the wanted one. */
    ByteBuffer receive(int type) throws IOException {
        while (true) {
            int length = in.readInt();
            if (length < 2 || length > MOST_PACKET) {
                throw new IOException("a packet of " + length + " bytes");
            }
            byte[] packet = new byte[length];
            in.readFully(packet);
            int padding = packet[0] & 0xff;
            if (padding > length - 2) {
                throw new IOException("a packet with more padding than bytes");
            }
            ByteBuffer payload = ByteBuffer.wrap(packet, 1, length - 1 - padding);
            int got = payload.get();
            if (got == type) {
                return payload;
            }
            // ignore and debug may come at any time
            if (got != 2 && got != 4) {
                throw new IOException("message " + got + " in place of " + type);
            }
        }
    }

    static byte[] string(ByteBuffer payload) throws IOException {
        if (payload.remaining() < Integer.BYTES) {
            throw new EOFException();
        }
        int length = payload.getInt();
        if (length < 0 || length > payload.remaining()) {
            throw new IOException("a string of " + length + " bytes");
        }
        byte[] value = new byte[length];
        payload.get(value);
        return value;
    }

    /** Ends what sends byte by byte, too. */
    private final class Bounded extends InputStream {
        private final InputStream stream;

        Bounded(InputStream stream) {
            this.stream = stream;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int at, int length) throws IOException {
            long millis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (millis <= 0) {
                throw new SocketTimeoutException("took too long");
            }
            if (left <= 0) {
                throw new IOException("more than " + MOST_BYTES + " bytes");
            }
            socket.setSoTimeout((int) millis);
            int count = stream.read(into, at, Math.min(length, left));
            left -= Math.max(0, count);
            return count;
        }
    }
}
