// SPDX-License-Identifier: Apache-2.0
package io.centossrv.rest.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.centossrv.rest.test.FakeAuthenticator;
import io.centossrv.rest.test.RestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A request that is refused before its body was read leaves a connection that the next request can use. */
class RefusedBodyTest {
    private RestServer server;
    private Socket socket;
    private BufferedReader answers;

    @BeforeEach
    void connect() throws Exception {
        server = RestServer.serving(
                new FakeAuthenticator().grant("reader", "bob", "thing:read"), Things.version("1.0.0"));
        URI uri = server.uri("/");
        socket = new Socket(uri.getHost(), uri.getPort());
        socket.setSoTimeout(5_000);
        answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    @AfterEach
    void stop() throws Exception {
        socket.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "nobody, /api/v1/things, 401",
        "reader, /api/v1/things, 403",
        "reader, /api/v1/nothing, 404",
        FakeAuthenticator.ADMIN + ", /api/v1/things/errors/x, 405"
    })
    void aBodyThatComesAfterTheRefusalDoesNotCostTheConnection(String token, String path, int status)
            throws IOException {
        String body = "{\"name\":\"a\"}";
        write(head("POST", path, token) + "Content-Type: application/json\r\nContent-Length: " + body.length()
                + "\r\n\r\n");
        List<String> refusal = answer();
        write(body);
        write(head("GET", "/api/v1/openapi.json", token) + "\r\n");

        assertThat(refusal.get(0)).startsWith("HTTP/1.1 " + status);
        assertThat(refusal).noneMatch(line -> line.startsWith("Connection:"));
        assertThat(answer().get(0)).isEqualTo("HTTP/1.1 200 OK");
    }

    @Test
    void aLongBodyIsNotReadForNothingAndTheAnswerSaysSo() throws IOException {
        write(head("POST", "/api/v1/things", "nobody") + "Content-Length: 100000\r\n\r\n");

        assertThat(answer()).contains("Connection: close").element(0).asString().startsWith("HTTP/1.1 401");
    }

    private static String head(String method, String path, String token) {
        return method + " " + path + " HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + token + "\r\n";
    }

    /** Reads one answer; returns its status line and headers. */
    private List<String> answer() throws IOException {
        List<String> lines = new ArrayList<>();
        int length = 0;
        for (String line = answers.readLine(); line != null && !line.isEmpty(); line = answers.readLine()) {
            lines.add(line);
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        for (int i = 0; i < length; i++) {
            assertThat(answers.read()).as("the body ends early").isNotNegative();
        }
        return lines;
    }

    private void write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
