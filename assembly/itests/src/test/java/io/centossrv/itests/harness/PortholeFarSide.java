// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests.harness;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The process of a {@link Porthole} in the other network namespace. */
final class PortholeFarSide {
    private PortholeFarSide() {}

    public static void main(String[] arguments) throws IOException {
        // It must not outlive whoever opened it, however that ends.
        ProcessHandle parent = ProcessHandle.current().parent().orElseThrow();
        Porthole.daemon("parent", () -> {
            parent.onExit().join();
            System.exit(0);
        });
        try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listener.bind(UnixDomainSocketAddress.of(Path.of(arguments[0])), 64);
            while (true) {
                SocketChannel near = listener.accept();
                Porthole.daemon("connection", () -> serve(near));
            }
        }
    }

    private static void serve(SocketChannel near) {
        try {
            ByteBuffer length = ByteBuffer.allocate(1);
            fill(near, length);
            ByteBuffer address = ByteBuffer.allocate(Byte.toUnsignedInt(length.get(0)));
            fill(near, address);
            String[] words = new String(address.array(), StandardCharsets.UTF_8).split(" ");
            Porthole.join(near, SocketChannel.open(new InetSocketAddress(words[0], Integer.parseInt(words[1]))));
        } catch (IOException e) {
            System.out.println("a connection was not made: " + e);
            Porthole.close(near);
        }
    }

    private static void fill(SocketChannel from, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (from.read(buffer) < 0) {
                throw new EOFException("no address");
            }
        }
    }
}
