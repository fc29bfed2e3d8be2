// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.command;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.centossrv.cli.json.Json;
import io.centossrv.cli.json.JsonObject;
import io.centossrv.cli.json.JsonReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands in for a control plane: it answers over real TLS what a test has put there, and remembers what it was asked. That
 * the true API has these shapes is for the end-to-end tests to show.
 */
final class FakeControlPlane implements AutoCloseable {
    private static final TestAuthority AUTHORITY = new TestAuthority("Test CA");

    private final HttpsServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    /** An answer; the last one of a path stays. */
    record Answer(int status, String body, Map<String, String> headers) {}

    /** What came. */
    record Request(String method, String path, Map<String, List<String>> headers, String body) {
        Optional<String> header(String name) {
            return headers.entrySet().stream()
                    .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                    .map(entry -> entry.getValue().get(0))
                    .findFirst();
        }

        JsonObject json() throws IOException {
            Json json = JsonReader.read(body.getBytes(StandardCharsets.UTF_8));
            return (JsonObject) json;
        }
    }

    FakeControlPlane() throws IOException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(AUTHORITY.serverTls()));
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    TestAuthority authority() {
        return AUTHORITY;
    }

    String address() {
        return "https://localhost:" + server.getAddress().getPort();
    }

    FakeControlPlane on(String request, int status, String body) {
        return on(request, status, body, Map.of());
    }

    /** Answers a request such as {@code GET /api/v1/nodes}; several answers come one after the other. */
    FakeControlPlane on(String request, int status, String body, Map<String, String> headers) {
        answers.computeIfAbsent(request, key -> new ArrayDeque<>()).add(new Answer(status, body, headers));
        return this;
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    /** Returns the requests that were POSTs. */
    List<Request> posts() {
        return requests.stream()
                .filter(request -> request.method().equals("POST"))
                .toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String query = Optional.ofNullable(exchange.getRequestURI().getRawQuery())
                .map(text -> "?" + text)
                .orElse("");
        String path = exchange.getRequestURI().getRawPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(
                new Request(exchange.getRequestMethod(), path + query, Map.copyOf(exchange.getRequestHeaders()), body));
        Answer answer = next(exchange.getRequestMethod() + " " + path + query)
                .or(() -> next(exchange.getRequestMethod() + " " + path))
                .orElse(new Answer(404, problem(404, "not-found", "Nothing is at " + path + "."), Map.of()));
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        exchange.getResponseHeaders()
                .set("Content-Type", answer.status() < 400 ? "application/json" : "application/problem+json");
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private synchronized Optional<Answer> next(String request) {
        Deque<Answer> queued = answers.getOrDefault(request, new ArrayDeque<>());
        return Optional.ofNullable(queued.size() > 1 ? queued.poll() : queued.peek());
    }

    static String problem(int status, String code, String detail) {
        return "{\"type\":\"about:blank\",\"title\":\"T\",\"status\":" + status + ",\"code\":\"" + code
                + "\",\"detail\":\"" + detail + "\",\"traceId\":\"abc123\"}";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
