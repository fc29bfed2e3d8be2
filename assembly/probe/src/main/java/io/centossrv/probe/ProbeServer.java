// SPDX-License-Identifier: Apache-2.0
package io.centossrv.probe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** One line in, the answer's lines out, then the connection ends. */
final class ProbeServer implements Runnable {
    private static final System.Logger LOGGER = System.getLogger(ProbeServer.class.getName());

    private final ServerSocketChannel server;
    private final Probe probe;

    ProbeServer(ServerSocketChannel server, Probe probe) {
        this.server = server;
        this.probe = probe;
    }

    @Override
    public void run() {
        while (server.isOpen()) {
            try (SocketChannel peer = server.accept();
                    BufferedReader in = new BufferedReader(Channels.newReader(peer, StandardCharsets.UTF_8));
                    PrintWriter out = new PrintWriter(Channels.newWriter(peer, StandardCharsets.UTF_8))) {
                String line = in.readLine();
                if (line != null) {
                    out.print(probe.answer(line));
                }
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                LOGGER.log(System.Logger.Level.WARNING, "the test went away in the middle of a command", e);
            }
        }
    }
}
