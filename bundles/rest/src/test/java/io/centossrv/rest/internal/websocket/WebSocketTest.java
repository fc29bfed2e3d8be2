// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centossrv.platform.security.Caller;
import io.centossrv.platform.security.Permission;
import io.centossrv.rest.WebSocketEndpoint;
import io.centossrv.rest.test.FakeAuthenticator;
import io.centossrv.rest.test.RestServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebSocketTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private final BlockingQueue<String> arrived = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final BlockingQueue<WebSocketEndpoint.Session> sessions = new LinkedBlockingQueue<>();
    private final Endpoint endpoint = new Endpoint();
    private FakeAuthenticator authenticator;
    private RestServer server;

    @BeforeEach
    void start() throws Exception {
        authenticator = new FakeAuthenticator().grant("other", "bob", "node:read");
        server = RestServer.serving(authenticator);
        server.add(endpoint);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private final class Endpoint implements WebSocketEndpoint {
        @Override
        public String path() {
            return "events";
        }

        @Override
        public Permission permission() {
            return new Permission("event:read");
        }

        @Override
        public Receiver open(Caller caller, Map<String, List<String>> parameters, Session session) {
            session.send("hello " + caller.name() + " " + parameters);
            sessions.add(session);
            return new Receiver() {
                @Override
                public void text(String message) {
                    if (message.equals("crash")) {
                        throw new IllegalStateException("as asked");
                    }
                    session.send("echo " + message);
                }

                @Override
                public void closed() {
                    told.add("closed");
                }
            };
        }
    }

    private final class Listener implements WebSocket.Listener {
        private final boolean reading;
        private final StringBuilder text = new StringBuilder();

        Listener(boolean reading) {
            this.reading = reading;
        }

        @Override
        public void onOpen(WebSocket socket) {
            if (reading) {
                socket.request(Long.MAX_VALUE);
            }
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                arrived.add(text.toString());
                text.setLength(0);
            }
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            arrived.add("closed " + status);
            return null;
        }
    }

    private WebSocket connect(String query, Optional<String> token, boolean reading, String... headers)
            throws Exception {
        WebSocket.Builder builder = CLIENT.newWebSocketBuilder();
        token.ifPresent(text -> builder.header("Authorization", "Bearer " + text));
        for (int index = 0; index < headers.length; index += 2) {
            builder.header(headers[index], headers[index + 1]);
        }
        URI address = URI.create(server.uri("/api/v1/events" + query).toString().replaceFirst("http", "ws"));
        return builder.buildAsync(address, new Listener(reading)).get(10, TimeUnit.SECONDS);
    }

    private int refusedWith(String query, Optional<String> token, String... headers) {
        int[] status = new int[1];
        assertThatThrownBy(() -> connect(query, token, true, headers))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refusal -> status[0] = refusal.getResponse().statusCode());
        return status[0];
    }

    private String next() throws InterruptedException {
        return arrived.poll(10, TimeUnit.SECONDS);
    }

    @Test
    void speaksBothWaysWithAToken() throws Exception {
        WebSocket socket = connect("?topic=job.*&after=5", Optional.of(FakeAuthenticator.ADMIN), true);

        assertThat(next()).isEqualTo("hello admin {after=[5], topic=[job.*]}");
        socket.sendText("one", true).get(5, TimeUnit.SECONDS);
        assertThat(next()).isEqualTo("echo one");
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "bye").get(5, TimeUnit.SECONDS);
        assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo("closed");
    }

    @Test
    void aTicketServesOneHandshakeAndIsNotHandedOn() throws Exception {
        authenticator.ticket("t1", "tim", "event:read");

        connect("?ticket=t1", Optional.empty(), true);
        assertThat(next()).isEqualTo("hello tim {}");
        assertThat(refusedWith("?ticket=t1", Optional.empty())).isEqualTo(401);
    }

    @Test
    void aTicketIsGoodForNothingElse() throws Exception {
        authenticator.ticket("t1", "tim", "*");

        assertThat(server.anonymous().get("/api/v1/events?ticket=t1").status()).isEqualTo(401);
        connect("?ticket=t1", Optional.empty(), true);
        assertThat(next()).startsWith("hello tim");
    }

    @Test
    void othersAreRefused() {
        assertThat(refusedWith("", Optional.empty())).isEqualTo(401);
        assertThat(refusedWith("", Optional.of("wrong"))).isEqualTo(401);
        assertThat(refusedWith("", Optional.of("other"))).isEqualTo(403);
        assertThat(refusedWith("", Optional.of(FakeAuthenticator.ADMIN), "Origin", "https://evil.example"))
                .isEqualTo(403);
        assertThat(sessions).isEmpty();
    }

    @Test
    void aSlowPeerIsCutOff() throws Exception {
        connect("", Optional.of(FakeAuthenticator.ADMIN), false);
        WebSocketEndpoint.Session session = sessions.poll(10, TimeUnit.SECONDS);
        String text = "x".repeat(60_000);
        int sent = 0;
        while (sent < 10_000 && session.send(text)) {
            sent++;
        }

        assertThat(sent).isBetween(10, 9_999);
        assertThat(session.send("more")).isFalse();
        assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo("closed");
    }

    @Test
    void anEndpointThatGoesClosesItsSessions() throws Exception {
        connect("", Optional.of(FakeAuthenticator.ADMIN), true);
        assertThat(next()).startsWith("hello");

        server.remove(endpoint);

        assertThat(next()).isEqualTo("closed 1012");
        assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo("closed");
        assertThat(refusedWith("", Optional.of(FakeAuthenticator.ADMIN))).isEqualTo(404);
    }

    @Test
    void anEndpointThatFailsEndsItsSessionAlone() throws Exception {
        WebSocket failing = connect("", Optional.of(FakeAuthenticator.ADMIN), true);
        assertThat(next()).startsWith("hello");
        failing.sendText("crash", true).get(5, TimeUnit.SECONDS);

        assertThat(next()).isEqualTo("closed 1011");
        connect("", Optional.of(FakeAuthenticator.ADMIN), true);
        assertThat(next()).startsWith("hello");
    }

    @Test
    void aMessageOverTheLimitEndsTheSession() throws Exception {
        WebSocket socket = connect("", Optional.of(FakeAuthenticator.ADMIN), true);
        assertThat(next()).startsWith("hello");
        socket.sendText("y".repeat(70_000), true).get(5, TimeUnit.SECONDS);

        assertThat(next()).isEqualTo("closed 1009");
    }
}
