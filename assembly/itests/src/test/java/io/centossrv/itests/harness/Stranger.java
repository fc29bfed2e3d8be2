// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;

/** Somebody without a token who tries every door. */
public final class Stranger {
    /** The answers that give nothing away, and 0, which is none at all. */
    private static final Set<Integer> REFUSED = Set.of(0, 401, 404, 503);

    /** What is open to everybody (SECURITY.md). */
    private static final Set<String> PUBLIC = Set.of(
            "/healthz",
            "/readyz",
            "/api/v1/login",
            "/api/v1/enrolments",
            "/api/v1/openapi.yaml",
            "/api/v1/openapi.json");

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final List<String> UNKNOWN =
            List.of("/", "/console", "/system/console", "/api", "/api/v1", "/api/v1/nothing", "/favicon.ico");
    private static final List<String> WEB_SOCKETS = List.of(
            "/api/v1/events", "/api/v1/events?topic=job.*&after=0", "/api/v1/nothing", "/ws", "/foreign/default");

    private final RestClient client;
    private final String url;
    private final List<Door> doors;

    /** What is tried; a WebSocket handshake where the method is {@code WEBSOCKET}. */
    public record Door(String method, String path) {}

    /**
     * One attempt.
     *
     * @param status 0 where nobody answered, 101 where a WebSocket was opened
     */
    public record Attempt(Door door, int status) {
        /** Tells whether it gave nothing away. */
        public boolean refused() {
            return REFUSED.contains(status);
        }
    }

    private Stranger(ControlPlane controlPlane, RestClient client, List<Door> doors) {
        this.client = client;
        this.url = controlPlane.url().replaceFirst("^https", "wss");
        this.doors = doors;
    }

    /** Reads from the OpenAPI document which operations there are; more doors are those of the foreign bundle. */
    public static Stranger at(ControlPlane controlPlane) {
        RestClient client = new RestClient(controlPlane);
        List<Door> doors = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path :
                client.get("/api/v1/openapi.json").get("paths").properties()) {
            path.getValue().fieldNames().forEachRemaining(method -> {
                if (METHODS.contains(method) && !PUBLIC.contains(path.getKey())) {
                    doors.add(new Door(
                            method.toUpperCase(Locale.ROOT), path.getKey().replaceAll("\\{[^}]+}", "1")));
                }
            });
        }
        UNKNOWN.forEach(path -> doors.add(new Door("GET", path)));
        ForeignBundle.PATHS.forEach(path -> doors.add(new Door("GET", path)));
        WEB_SOCKETS.forEach(path -> doors.add(new Door("WEBSOCKET", path)));
        return new Stranger(controlPlane, client, doors);
    }

    /** Tells whether operations of all these nouns are among the doors. */
    public boolean knows(String... nouns) {
        return Arrays.stream(nouns)
                .allMatch(noun -> doors.stream().anyMatch(door -> door.path().startsWith("/api/v1/" + noun)));
    }

    /** Tries each door once. */
    public List<Attempt> tryAll() {
        return doors.stream()
                .map(door -> new Attempt(door, door.method().equals("WEBSOCKET") ? handshake(door) : status(door)))
                .toList();
    }

    private int status(Door door) {
        boolean bodiless = door.method().equals("GET") || door.method().equals("DELETE");
        try {
            return client.send(door.method(), door.path(), bodiless ? null : "{}")
                    .statusCode();
        } catch (UncheckedIOException e) {
            return 0;
        }
    }

    private int handshake(Door door) {
        try {
            client.http()
                    .newWebSocketBuilder()
                    .buildAsync(URI.create(url + door.path()), new WebSocket.Listener() {})
                    .join()
                    .abort();
            return 101;
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                return refused.getResponse().statusCode();
            } else if (e.getCause() instanceof IOException) {
                return 0;
            }
            throw e;
        }
    }
}
