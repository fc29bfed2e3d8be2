// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLServerSocket;

/**
 * Stands in for the event stream: speaks just enough of RFC 6455 to send a list of texts on each connection and to close
 * it. The true one is for the end-to-end tests.
 */
final class FakeEventServer implements AutoCloseable {
    private final SSLServerSocket listener;
    private final List<List<String>> connections;
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::serve, "fake-events");

    /** Serves these texts, one list per connection. */
    FakeEventServer(TestAuthority authority, List<List<String>> connections) throws IOException {
        this.connections = connections;
        listener = (SSLServerSocket) authority
                .serverTls()
                .getServerSocketFactory()
                .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Returns the heads of the requests. */
    List<String> heads() {
        return List.copyOf(heads);
    }

    private void serve() {
        try {
            for (List<String> texts : connections) {
                try (Socket socket = listener.accept()) {
                    OutputStream out = socket.getOutputStream();
                    out.write(accept(head(socket)).getBytes(StandardCharsets.US_ASCII));
                    for (String text : texts) {
                        out.write(frame(0x81, text.getBytes(StandardCharsets.UTF_8)));
                    }
                    out.write(frame(0x88, new byte[] {0x03, (byte) 0xe9}));
                    out.flush();
                    socket.getInputStream().transferTo(OutputStream.nullOutputStream());
                }
            }
        } catch (IOException e) {
            // the test closed the listener, or the client left: what it saw is what the test asserts
            return;
        }
    }

    private String head(Socket socket) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        StringBuilder head = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            head.append(line).append('\n');
        }
        heads.add(head.toString());
        return head.toString();
    }

    private static String accept(String head) {
        String key = head.lines()
                .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("sec-websocket-key:"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElseThrow();
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1")
                    .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII));
            return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(hash) + "\r\n\r\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] frame(int first, byte[] payload) {
        byte[] frame = new byte[payload.length + 4];
        frame[0] = (byte) first;
        frame[1] = 126;
        frame[2] = (byte) (payload.length >> 8);
        frame[3] = (byte) payload.length;
        System.arraycopy(payload, 0, frame, 4, payload.length);
        if (payload.length < 126) {
            byte[] shorter = new byte[payload.length + 2];
            shorter[0] = (byte) first;
            shorter[1] = (byte) payload.length;
            System.arraycopy(payload, 0, shorter, 2, payload.length);
            return shorter;
        }
        return frame;
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
