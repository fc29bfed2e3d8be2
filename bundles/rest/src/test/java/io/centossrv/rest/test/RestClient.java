// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Asks a {@link RestServer}. */
public final class RestClient {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Function<String, URI> address;
    private final Optional<String> token;

    RestClient(Function<String, URI> address, Optional<String> token) {
        this.address = address;
        this.token = token;
    }

    /** Asks for a path. */
    public RestAnswer get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    /** Sends a JSON text. */
    public RestAnswer post(String path, String json) throws IOException, InterruptedException {
        return send(json("POST", path, json));
    }

    /** Sends a JSON text with an {@code Idempotency-Key}. */
    public RestAnswer post(String path, String json, String idempotencyKey) throws IOException, InterruptedException {
        return send(json("POST", path, json).header("Idempotency-Key", idempotencyKey));
    }

    /** Sends a JSON text. */
    public RestAnswer put(String path, String json) throws IOException, InterruptedException {
        return send(json("PUT", path, json));
    }

    /** Deletes what is at a path. */
    public RestAnswer delete(String path) throws IOException, InterruptedException {
        return send(request(path).DELETE());
    }

    /** Returns a request to be changed and sent, with the login in it. */
    public HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address.apply(path)).timeout(PATIENCE);
        token.ifPresent(text -> request.header("Authorization", "Bearer " + text));
        return request;
    }

    /** Sends a request. */
    public RestAnswer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return new RestAnswer(CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    }

    private HttpRequest.Builder json(String method, String path, String json) {
        return request(path)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json));
    }
}
