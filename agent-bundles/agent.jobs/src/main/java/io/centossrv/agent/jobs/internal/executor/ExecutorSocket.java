// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.jobs.internal.executor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** One connection to the executor: a JSON line there, JSON lines back. Closing it from another thread ends a read. */
final class ExecutorSocket implements AutoCloseable {
    private static final int MAX_LINE = 64 * 1024;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(50);

    private final SocketChannel channel;
    private final BufferedReader lines;

    private ExecutorSocket(SocketChannel channel) {
        this.channel = channel;
        lines = new BufferedReader(new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8));
    }

    /** Connects; where nobody listens, has an executor started, and tries until the time is over. */
    static ExecutorSocket connect(Path socket, ExecutorStart start, Duration patience) throws IOException {
        try {
            return connect(socket);
        } catch (IOException nobody) {
            start.start();
        }
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                return connect(socket);
            } catch (IOException e) {
                if (System.nanoTime() > deadline) {
                    throw new IOException("no executor answers at " + socket, e);
                }
            }
            pause();
        }
    }

    private static ExecutorSocket connect(Path socket) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        return new ExecutorSocket(channel);
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(BETWEEN_ATTEMPTS.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("stopped while an executor starts").initCause(e);
        }
    }

    void send(String line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Returns the next line; empty where the executor closed. */
    Optional<String> line() throws IOException {
        StringBuilder line = new StringBuilder();
        int c = lines.read();
        if (c < 0) {
            return Optional.empty();
        }
        while (c >= 0 && c != '\n') {
            if (line.length() == MAX_LINE) {
                throw new IOException("the executor sent a line over " + MAX_LINE + " characters");
            }
            line.append((char) c);
            c = lines.read();
        }
        return Optional.of(line.toString());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
