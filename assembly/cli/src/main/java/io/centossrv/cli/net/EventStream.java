// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.net;

import io.centossrv.cli.context.Context;
import io.centossrv.cli.json.JsonObject;
import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.outcome.Failure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/** The stream of events. A broken connection is opened anew after the last event that came. */
public final class EventStream {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int FAILURES_BORNE = 8;

    private final Context context;
    private final Pause pause;
    private final HttpClient http;

    /** Makes a stream; it connects when it is followed. */
    public EventStream(Context context, SSLContext tls, Pause pause) {
        this.context = context;
        this.pause = pause;
        this.http =
                HttpClient.newBuilder().sslContext(tls).connectTimeout(CONNECT).build();
    }

    /**
     * Hands over events in order.
     *
     * @param topics patterns; all where there are none
     * @param after the number to start after; from now where it is empty
     * @param count ends after so many
     * @param events is told of each
     * @param talk is told of interruptions
     */
    public void follow(
            List<String> topics, Optional<Long> after, long count, Consumer<JsonObject> events, Consumer<String> talk) {
        Optional<Long> last = after;
        long seen = 0;
        int failures = 0;
        while (seen < count) {
            EventQueue queue = new EventQueue();
            try {
                WebSocket socket = open(address(topics, last), queue);
                for (Optional<JsonObject> event = queue.next(); event.isPresent(); event = queue.next()) {
                    failures = 0;
                    last = event.get().number("sequence").or(lastOr(last));
                    events.accept(event.get());
                    seen++;
                    if (seen >= count) {
                        socket.sendClose(WebSocket.NORMAL_CLOSURE, "seen").join();
                        return;
                    }
                }
                talk.accept("The connection ended" + queue.reason() + "; connecting again.");
            } catch (IOException e) {
                if (failures >= FAILURES_BORNE) {
                    throw Unreachable.because(context.server(), e);
                }
                talk.accept("The connection broke (" + e.getMessage() + "); connecting again.");
            }
            failures++;
            if (failures > FAILURES_BORNE) {
                throw Failure.of(
                        ExitCode.TRY_AGAIN,
                        "events-broken",
                        "The event stream of " + context.server() + " ends at once.");
            }
            pause.orStop(Duration.ofMillis(250L << Math.min(failures, 5)));
        }
    }

    private static java.util.function.Supplier<Optional<Long>> lastOr(Optional<Long> last) {
        return () -> last;
    }

    private URI address(List<String> topics, Optional<Long> after) {
        StringBuilder query = new StringBuilder();
        topics.forEach(topic -> query.append('&').append("topic=").append(ApiClient.encode(topic)));
        after.ifPresent(number -> query.append("&after=").append(number));
        String path = "/api/v1/events" + (query.length() == 0 ? "" : "?" + query.substring(1));
        URI https = context.server().resolve(path);
        return URI.create("wss" + https.toString().substring("https".length()));
    }

    private WebSocket open(URI address, EventQueue queue) throws IOException {
        WebSocket.Builder builder = http.newWebSocketBuilder().connectTimeout(CONNECT);
        context.login().ifPresent(login -> builder.header("Authorization", "Bearer " + login.token()));
        try {
            return builder.buildAsync(address, queue).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                int status = refused.getResponse().statusCode();
                Failure failure = ProblemReader.read(status, new byte[0]);
                if (failure.exit() != ExitCode.TRY_AGAIN) {
                    throw failure;
                }
                throw new IOException("status " + status, e);
            }
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        }
    }
}
