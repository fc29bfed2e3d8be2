// SPDX-License-Identifier: Apache-2.0
package io.centossrv.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The HTTP server that cases of get_url, uri and wait_for ask, and a port on which nothing listens. */
final class CaseServer implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;

    private final ServerSocket server = new ServerSocket();
    private final Socket bound = new Socket();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "server of the cases");
        thread.setDaemon(true);
        return thread;
    });

    CaseServer() throws IOException {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        server.bind(new InetSocketAddress(loopback, 0));
        bound.bind(new InetSocketAddress(loopback, 0));
        threads.execute(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    int closedPort() {
        return bound.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                threads.execute(() -> answer(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void answer(Socket socket) {
        try (socket) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            out.write(new CaseAnswer(in).bytes());
            out.flush();
        } catch (SocketException gone) {
            // A case that gives up early, such as one that only waits for the port, closes its end.
            return;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        bound.close();
        threads.shutdownNow();
    }
}
