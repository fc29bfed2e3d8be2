// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.test;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.Optional;

/**
 * What a server answered.
 *
 * @param response as it came
 */
public record RestAnswer(HttpResponse<String> response) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Returns the status. */
    public int status() {
        return response.statusCode();
    }

    /** Returns a header. */
    public Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    /** Returns the body as it came. */
    public String text() {
        return response.body();
    }

    /** Returns the body as JSON. */
    public JsonNode json() {
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON: status=" + status() + " body=" + response.body(), e);
        }
    }

    /** Returns the code of a problem. */
    public String code() {
        return json().path("code").asText();
    }

    @Override
    public String toString() {
        return status() + " " + response.body();
    }
}
