// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.net;

import io.centossrv.cli.context.Context;
import io.centossrv.cli.json.Json;
import io.centossrv.cli.json.JsonObject;
import io.centossrv.cli.json.JsonReader;
import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.outcome.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;

/**
 * Asks a control plane by REST. It is built on {@code HttpsURLConnection} because a command lives for a moment:
 * {@code java.net.http.HttpClient} took 0.3 s longer from start to end.
 */
public final class ApiClient {
    private static final int CONNECT_MILLIS = 10_000;
    private static final int READ_MILLIS = 60_000;
    private static final int LARGEST_ANSWER = 64 << 20;
    private static final int MOST_PAGES = 10_000;

    private final Context context;
    private final RetryPolicy retries;
    private final Pause pause;
    private final SSLContext tls;
    private final SSLSocketFactory sockets;

    /** Makes a client of one control plane; it connects at the first request. */
    public ApiClient(Context context, RetryPolicy retries, Pause pause) {
        this.context = context;
        this.retries = retries;
        this.pause = pause;
        this.tls = Authority.tls(context.authority());
        // one factory for all requests: connections are kept open by it
        this.sockets = tls.getSocketFactory();
    }

    /** Returns an answer's body; failures carry the exit code. */
    public JsonObject get(String path) {
        return send(Call.get(path));
    }

    /** Returns the items of a list, over all its pages. */
    public List<JsonObject> all(String path) {
        return some(path, Integer.MAX_VALUE);
    }

    /** Returns the first items of a list, over as many pages as it takes. */
    public List<JsonObject> some(String path, int most) {
        List<JsonObject> items = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Optional<String> page = Optional.of(path);
        while (page.isPresent() && items.size() < most) {
            if (!seen.add(page.get()) || seen.size() > MOST_PAGES) {
                throw Failure.of(ExitCode.INTERNAL, "page-loop", "The list " + path + " does not end.");
            }
            JsonObject answer = get(page.get());
            items.addAll(answer.objects("items"));
            // only our own API: the token is not for other places
            page = answer.text("next").filter(next -> next.startsWith("/api/"));
        }
        return items.size() > most ? List.copyOf(items.subList(0, most)) : items;
    }

    /** Posts something that may be done twice, or that the control plane itself does once. */
    public JsonObject post(String path, Json body) {
        return send(Call.post(path, body));
    }

    /** Posts something that is done once, however often the request has to be repeated. */
    public JsonObject postOnce(String path, Json body) {
        return send(Call.post(path, body).once());
    }

    /** Puts a thing in place of what is there. */
    public JsonObject put(String path, Json body) {
        return send(Call.put(path, body));
    }

    /** Posts bytes. */
    public JsonObject upload(String path, byte[] bytes) {
        return send(Call.upload(path, bytes).once());
    }

    /** Deletes a thing. */
    public void delete(String path) {
        send(Call.delete(path));
    }

    /** Returns whom it asks. */
    public URI server() {
        return context.server();
    }

    /** Returns the TLS that trusts this control plane alone. */
    public SSLContext tls() {
        return tls;
    }

    /** Returns a text as a part of a path or query. */
    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private JsonObject send(Call call) {
        for (int attempt = 1; ; attempt++) {
            Optional<Duration> wait;
            Failure failure;
            try {
                Answer answer = exchange(call);
                if (answer.status() < 400) {
                    return answer.object();
                }
                failure = ProblemReader.read(answer.status(), answer.body());
                if (answer.status() != 503 && answer.status() != 429) {
                    throw failure;
                }
                wait = retries.wait(attempt, answer.retryAfter());
            } catch (IOException e) {
                failure = Unreachable.because(context.server(), e);
                // nobody listens there: waiting would only hide it
                boolean again = call.isRepeatable() && !(e instanceof SSLException) && !(e instanceof ConnectException);
                wait = again ? retries.wait(attempt, Optional.empty()) : Optional.empty();
            }
            if (wait.isEmpty()) {
                throw failure;
            }
            pause.orStop(wait.get());
        }
    }

    private Answer exchange(Call call) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                context.server().resolve(call.path()).toURL().openConnection();
        if (!(connection instanceof HttpsURLConnection secure)) {
            throw Failure.of(ExitCode.USAGE, "server-invalid", "The address " + context.server() + " is not https.");
        }
        secure.setSSLSocketFactory(sockets);
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(READ_MILLIS);
        connection.setInstanceFollowRedirects(false);
        connection.setRequestMethod(call.method());
        connection.setRequestProperty("Accept", "application/json, application/problem+json");
        connection.setRequestProperty("User-Agent", "csrv");
        context.login().ifPresent(login -> connection.setRequestProperty("Authorization", "Bearer " + login.token()));
        call.idempotencyKey().ifPresent(key -> connection.setRequestProperty("Idempotency-Key", key));
        if (!call.contentType().isEmpty()) {
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", call.contentType());
            try (OutputStream out = connection.getOutputStream()) {
                out.write(call.body());
            }
        }
        int status = connection.getResponseCode();
        return new Answer(status, body(connection, status), retryAfter(connection));
    }

    private static byte[] body(HttpURLConnection connection, int status) throws IOException {
        try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            if (in == null) {
                return new byte[0];
            }
            byte[] bytes = in.readNBytes(LARGEST_ANSWER + 1);
            if (bytes.length > LARGEST_ANSWER) {
                throw Failure.of(ExitCode.INTERNAL, "answer-too-large", "The answer is larger than 64 MiB.");
            }
            return bytes;
        }
    }

    private static Optional<Duration> retryAfter(HttpURLConnection connection) {
        return Optional.ofNullable(connection.getHeaderField("Retry-After"))
                .filter(value -> value.matches("\\d{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)));
    }

    private record Answer(int status, byte[] body, Optional<Duration> retryAfter) {
        JsonObject object() {
            if (body.length == 0) {
                return JsonObject.empty();
            }
            try {
                return JsonReader.read(body) instanceof JsonObject object ? object : JsonObject.empty();
            } catch (IOException e) {
                throw Failure.of(ExitCode.INTERNAL, "answer-invalid", "The answer is no JSON: " + e.getMessage() + ".");
            }
        }
    }
}
