// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets this process connect to what listens in another network namespace: a process in there, reached by a UNIX socket,
 * makes the connections.
 */
public final class Porthole implements AutoCloseable {
    private final Path socket;
    private final Process process;
    private final Map<String, ServerSocketChannel> listeners = new ConcurrentHashMap<>();

    private Porthole(Path socket, Process process) {
        this.socket = socket;
        this.process = process;
    }

    /**
     * Opens one.
     *
     * @param prefix what makes a command run in the other namespace
     */
    public static Porthole open(Sandbox sandbox, List<String> prefix) {
        Path socket = sandbox.folder().resolve("porthole");
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                Sandbox.checkout()
                        .resolve("assembly/itests/target/test-classes")
                        .toString(),
                PortholeFarSide.class.getName(),
                socket.toString()));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(sandbox.folder().resolve("porthole.log").toFile())
                    .start();
            Await.untilTrue("the porthole is open", Duration.ofSeconds(30), () -> Files.exists(socket));
            return new Porthole(socket, process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a port of this machine's loopback interface that leads to an address over there. */
    public int to(String host, int port) {
        return listeners
                .computeIfAbsent(host + " " + port, address -> listen(host, port))
                .socket()
                .getLocalPort();
    }

    private ServerSocketChannel listen(String host, int port) {
        try {
            ServerSocketChannel listener = ServerSocketChannel.open();
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            daemon("porthole-" + port, () -> accept(listener, host, port));
            return listener;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocketChannel listener, String host, int port) {
        while (listener.isOpen()) {
            try {
                carry(listener.accept(), host, port);
            } catch (IOException e) {
                if (listener.isOpen()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void carry(SocketChannel near, String host, int port) throws IOException {
        SocketChannel far = SocketChannel.open(StandardProtocolFamily.UNIX);
        far.connect(UnixDomainSocketAddress.of(socket));
        byte[] address = (host + " " + port).getBytes(StandardCharsets.UTF_8);
        ByteBuffer first = ByteBuffer.allocate(address.length + 1);
        first.put((byte) address.length).put(address).flip();
        while (first.hasRemaining()) {
            far.write(first);
        }
        join(near, far);
    }

    /** Carries bytes both ways until one side ends. */
    static void join(SocketChannel one, SocketChannel other) {
        daemon("porthole-there", () -> pump(one, other));
        daemon("porthole-back", () -> pump(other, one));
    }

    private static void pump(SocketChannel from, SocketChannel to) {
        ByteBuffer buffer = ByteBuffer.allocate(16 * 1024);
        try (from;
                to) {
            while (from.read(buffer.clear()) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
            }
        } catch (IOException e) {
            // A connection whose peer was killed ends so, and both sides are closed by now, which tells the other one.
            close(from);
        }
    }

    static void close(AutoCloseable end) {
        try {
            end.close();
        } catch (Exception e) {
            throw new IllegalStateException("a connection can't be closed", e);
        }
    }

    static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        listeners.values().forEach(Porthole::close);
        process.destroy();
    }
}
