// SPDX-License-Identifier: Apache-2.0
package io.centossrv.transport.internal.zeromq;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.util.concurrent.atomic.AtomicBoolean;

/** Ends the wait of a socket's thread: a socket may only be used by its own. */
final class Wake implements AutoCloseable {
    private final Pipe pipe;
    private final AtomicBoolean signalled = new AtomicBoolean();

    Wake() {
        try {
            pipe = Pipe.open();
            pipe.source().configureBlocking(false);
            pipe.sink().configureBlocking(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns what is readable when signalled. */
    SelectableChannel channel() {
        return pipe.source();
    }

    /** Signals; any thread, also after the close. */
    void signal() {
        if (signalled.compareAndSet(false, true)) {
            try {
                pipe.sink().write(ByteBuffer.allocate(1));
            } catch (ClosedChannelException closed) {
                // nobody waits any more
                signalled.set(true);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Takes the signal; to be called before looking at what it was for. */
    void drain() {
        try {
            ByteBuffer signal = ByteBuffer.allocate(16);
            while (pipe.source().read(signal) > 0) {
                signal.clear();
            }
            signalled.set(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            pipe.sink().close();
            pipe.source().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
