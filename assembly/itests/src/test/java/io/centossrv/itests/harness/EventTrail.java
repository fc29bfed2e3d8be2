// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests.harness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** The events of a topic, from the first that is kept on. */
public final class EventTrail implements AutoCloseable {
    private final ObjectMapper json = new ObjectMapper();
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final WebSocket socket;

    private EventTrail(RestClient rest, URI uri) {
        socket = rest.http()
                .newWebSocketBuilder()
                .buildAsync(uri, new WebSocket.Listener() {
                    private final StringBuilder text = new StringBuilder();

                    @Override
                    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
                        text.append(data);
                        if (last) {
                            events.add(read(text.toString()));
                            text.setLength(0);
                        }
                        from.request(1);
                        return null;
                    }
                })
                .join();
    }

    /** Reads a topic, or several by an asterisk at the end. */
    public static EventTrail of(ControlPlane controlPlane, RestClient rest, String topic) {
        String ticket = RestClient.json(rest.send("POST", "/api/v1/tickets", null))
                .get("ticket")
                .asText();
        String url = controlPlane.url().replaceFirst("^https", "wss");
        return new EventTrail(rest, URI.create(url + "/api/v1/events?topic=" + topic + "&after=0&ticket=" + ticket));
    }

    private JsonNode read(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("an event is not JSON: " + text, e);
        }
    }

    /** Returns the first event that fits, waiting for it. */
    public JsonNode await(String what, Predicate<JsonNode> fits) {
        return Await.until(
                what, Duration.ofSeconds(60), () -> events.stream().filter(fits).findFirst());
    }

    /** Returns the first event about a subject, if it came already. */
    public Optional<JsonNode> about(String subject) {
        return events.stream()
                .filter(event -> event.path("subject").asText().equals(subject))
                .findFirst();
    }

    @Override
    public void close() {
        socket.abort();
    }
}
