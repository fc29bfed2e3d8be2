// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor.socket;

import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The socket on which the agent asks; bound here, or inherited from systemd. */
public final class ExecutorSocket implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ExecutorSocket.class);
    private static final int MOST_CONNECTIONS = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ServerSocketChannel server;
    private final Optional<Path> bound;
    private final PeerCheck peers;
    private final AtomicInteger open = new AtomicInteger();
    private final ScheduledExecutorService impatience = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "connection limits");
        thread.setDaemon(true);
        return thread;
    });

    private ExecutorSocket(ServerSocketChannel server, Optional<Path> bound, PeerCheck peers) {
        this.server = server;
        this.bound = bound;
        this.peers = peers;
    }

    /**
     * Binds a socket. A file that a dead executor left in its place is removed.
     *
     * @return empty where another executor listens there
     */
    public static Optional<ExecutorSocket> bind(Path path, PeerCheck peers) throws IOException {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(path);
        if (Files.exists(path)) {
            if (answers(address)) {
                return Optional.empty();
            }
            Files.delete(path);
        }
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(address);
            Files.setPosixFilePermissions(
                    path, PosixFilePermissions.fromString(peers.admitsOthers() ? "rw-rw-rw-" : "rw-------"));
        } catch (IOException e) {
            server.close();
            throw new IOException("the socket can't be bound: path=" + path, e);
        }
        return Optional.of(new ExecutorSocket(server, Optional.of(path), peers));
    }

    /** Takes the listening socket that systemd passed as standard input. */
    public static ExecutorSocket inherited(PeerCheck peers) throws IOException {
        Channel channel = System.inheritedChannel();
        if (channel instanceof ServerSocketChannel server
                && server.getLocalAddress() instanceof UnixDomainSocketAddress) {
            return new ExecutorSocket(server, Optional.empty(), peers);
        }
        throw new IOException("standard input is no listening UNIX socket: give --socket");
    }

    private static boolean answers(UnixDomainSocketAddress address) {
        try (SocketChannel probe = SocketChannel.open(address)) {
            return probe.isConnected();
        } catch (IOException dead) {
            return false;
        }
    }

    /** Accepts until it is closed. */
    public void serve(JobDesk desk) throws IOException {
        while (server.isOpen()) {
            SocketChannel channel;
            try {
                channel = server.accept();
            } catch (ClosedChannelException closed) {
                return;
            }
            if (open.get() >= MOST_CONNECTIONS || !admitted(channel)) {
                channel.close();
                continue;
            }
            open.incrementAndGet();
            Thread thread = new Thread(() -> converse(channel, desk), "connection");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private boolean admitted(SocketChannel channel) throws IOException {
        boolean admitted = peers.admits(channel);
        if (!admitted) {
            LOG.warn("A connection of a user who may not talk to the executor was cut.");
        }
        return admitted;
    }

    private void converse(SocketChannel channel, JobDesk desk) {
        ScheduledFuture<?> cut = impatience.schedule(() -> close(channel), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        try (channel) {
            new Conversation(channel, desk).hold(() -> cut.cancel(false));
        } catch (ClosedChannelException | SocketException left) {
            LOG.debug("A peer left.");
        } catch (IOException e) {
            // The peer's end is gone; what it asked for goes on, and the journal keeps it.
            LOG.debug("A peer left in the middle of a line.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            cut.cancel(false);
            open.decrementAndGet();
        }
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.warn("A connection could not be closed.", e);
        }
    }

    /** Returns how many connections are open. */
    public int connections() {
        return open.get();
    }

    @Override
    public void close() throws IOException {
        impatience.shutdownNow();
        if (bound.isPresent()) {
            Files.deleteIfExists(bound.get());
        }
        server.close();
    }
}
