// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Consumer;

/** Takes a body as it comes, into a file, and knows when something came last. */
final class BodySink implements Consumer<Optional<byte[]>>, AutoCloseable {
    private final FileChannel channel;
    private volatile long heard = System.nanoTime();
    private volatile boolean answered;
    private long size;

    BodySink(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    /** The head of the answer is there. */
    void begin() {
        answered = true;
        heard = System.nanoTime();
    }

    boolean answered() {
        return answered;
    }

    long silentNanos() {
        return System.nanoTime() - heard;
    }

    @Override
    public void accept(Optional<byte[]> part) {
        heard = System.nanoTime();
        if (part.isEmpty()) {
            return;
        }
        try {
            size += part.get().length;
            if (size > BoundedStream.LARGEST) {
                throw new IOException("the body is larger than " + BoundedStream.LARGEST + " bytes");
            }
            ByteBuffer bytes = ByteBuffer.wrap(part.get());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
