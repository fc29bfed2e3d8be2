// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.runtime.internal.enrolment;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;
import javax.net.ssl.SSLContext;

/** The control plane's side of an enrolment, on a real socket with TLS. */
final class EnrolmentServer implements AutoCloseable {
    private final HttpsServer server;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final IntFunction<Reply> replies;

    /** What is answered. */
    record Reply(int status, String body) {}

    /** Makes a server that answers the n-th question, from 1, so. */
    EnrolmentServer(SSLContext context, IntFunction<Reply> replies) throws IOException {
        this.replies = replies;
        this.server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/api/v1/enrolments", this::answer);
        server.start();
    }

    URI at(String host) {
        return URI.create("https://" + host + ":" + server.getAddress().getPort());
    }

    List<String> asked() {
        return asked;
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Reply reply = replies.apply(asked.size());
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
