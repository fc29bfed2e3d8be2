// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.net;

import io.centossrv.cli.json.Json;
import io.centossrv.cli.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/**
 * A request.
 *
 * @param method of HTTP
 * @param path with the query, below the server's address
 * @param body empty where there is none
 * @param contentType of the body
 * @param idempotencyKey lets it be repeated without being done twice
 */
record Call(String method, String path, byte[] body, String contentType, Optional<String> idempotencyKey) {
    static Call get(String path) {
        return new Call("GET", path, new byte[0], "", Optional.empty());
    }

    static Call delete(String path) {
        return new Call("DELETE", path, new byte[0], "", Optional.empty());
    }

    static Call post(String path, Json body) {
        return new Call(
                "POST",
                path,
                JsonWriter.compact(body).getBytes(StandardCharsets.UTF_8),
                "application/json",
                Optional.empty());
    }

    static Call put(String path, Json body) {
        Call post = post(path, body);
        return new Call("PUT", path, post.body(), post.contentType(), Optional.empty());
    }

    static Call upload(String path, byte[] bytes) {
        return new Call("POST", path, bytes, "application/octet-stream", Optional.empty());
    }

    Call once() {
        return new Call(
                method, path, body, contentType, Optional.of(UUID.randomUUID().toString()));
    }

    /** Whether it may be sent again where it is not known what became of it. */
    boolean isRepeatable() {
        return !method.equals("POST") || idempotencyKey.isPresent();
    }
}
