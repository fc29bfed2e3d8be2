// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests.harness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Asks the control plane over REST as any program would. Trusts its certificate authority and nothing else. */
public final class RestClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final String url;
    private Optional<String> token = Optional.empty();

    public RestClient(ControlPlane controlPlane) {
        this(controlPlane, controlPlane.url());
    }

    /** Asks it at another address than its own. */
    public RestClient(ControlPlane controlPlane, String url) {
        this.url = url;
        this.http = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(5))
                .sslContext(trusting(controlPlane))
                .build();
    }

    /** Logs in as the administrator; later requests carry the token. */
    public RestClient login(ControlPlane controlPlane) {
        JsonNode answer = json(
                send("POST", "/api/v1/login", "{\"user\":\"admin\",\"password\":\"" + controlPlane.password() + "\"}"));
        token = Optional.of(answer.get("token").asText());
        return this;
    }

    /** Returns the status of a GET, or 0 where nobody answered. */
    public int status(String path) {
        try {
            return http.send(request("GET", path, Optional.empty()), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Returns the body of a GET, which must succeed. */
    public JsonNode get(String path) {
        HttpResponse<String> response = send("GET", path, null);
        if (response.statusCode() != 200) {
            throw new AssertionError("GET " + path + ": " + response.statusCode() + " " + response.body());
        }
        return json(response);
    }

    /** Sends a request with an optional JSON body (null for none). */
    public HttpResponse<String> send(String method, String path, String body) {
        try {
            return http.send(request(method, path, Optional.ofNullable(body)), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sends a POST that starts something once, however often it is sent under this key. */
    public HttpResponse<String> post(String path, String body, String idempotencyKey) {
        HttpRequest once = HttpRequest.newBuilder(request("POST", path, Optional.of(body)), (name, value) -> true)
                .header("Idempotency-Key", idempotencyKey)
                .build();
        try {
            return http.send(once, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException("POST " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Returns a request as this client sends it, for tests that send it themselves. */
    public HttpRequest request(String method, String path, Optional<String> body) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(30))
                .method(
                        method,
                        body.map(HttpRequest.BodyPublishers::ofString).orElseGet(HttpRequest.BodyPublishers::noBody));
        body.ifPresent(b -> builder.header("Content-Type", "application/json"));
        token.ifPresent(t -> builder.header("Authorization", "Bearer " + t));
        return builder.build();
    }

    /** Returns the client below, for tests that send many requests at once. */
    public HttpClient http() {
        return http;
    }

    /** Returns a response's body as JSON. */
    public static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + response.statusCode() + " " + response.body(), e);
        }
    }

    private static SSLContext trusting(ControlPlane controlPlane) {
        try (InputStream in = Files.newInputStream(controlPlane.caFile())) {
            Certificate ca = CertificateFactory.getInstance("X.509").generateCertificate(in);
            KeyStore trust = KeyStore.getInstance("PKCS12");
            trust.load(null, null);
            trust.setCertificateEntry("ca", ca);
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(trust);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
