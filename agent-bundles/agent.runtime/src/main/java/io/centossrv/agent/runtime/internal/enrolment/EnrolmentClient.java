// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.runtime.internal.enrolment;

import io.centossrv.agent.runtime.internal.identity.CurveKeys;
import io.centossrv.agent.runtime.internal.identity.Identity;
import io.centossrv.agent.runtime.internal.identity.Machine;
import io.centossrv.protocol.NodeId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** Asks the control plane to let this machine in, over HTTPS with the certificate authority that the token pins. */
final class EnrolmentClient {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final int MOST = 64 * 1024;

    private final URI enrolments;
    private final JoinToken token;
    private final HttpClient client;
    private final Clock clock;

    /**
     * Makes a client.
     *
     * @param server {@code https://host:port}
     */
    EnrolmentClient(URI server, JoinToken token, Clock clock) {
        this.clock = clock;
        this.enrolments = server.resolve("/api/v1/enrolments");
        this.token = token;
        this.client = HttpClient.newBuilder()
                .sslContext(context(token.pin()))
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .build();
    }

    /**
     * Asks once.
     *
     * @param site that the machine is set to; empty where it is set to none
     * @throws IOException where there is no answer, or none that can be understood; caused by a CertificateException where
     *     the server can't be trusted
     */
    Answer ask(CurveKeys keys, Machine machine, String site) throws IOException, InterruptedException {
        Map<String, String> said = new LinkedHashMap<>();
        said.put("token", token.id() + "." + token.secret());
        said.put("busKey", keys.publicKey());
        said.put("hostname", machine.hostname());
        said.put("machineId", machine.machineId());
        if (!machine.dmiUuid().isEmpty()) {
            said.put("dmiUuid", machine.dmiUuid());
        }
        if (!site.isEmpty()) {
            said.put("site", site);
        }
        said.put("sentAt", clock.instant().toString());
        String body = EnrolmentJson.write(said);
        HttpRequest request = HttpRequest.newBuilder(enrolments)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, application/problem+json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<byte[]> response = send(request);
        return answer(response.statusCode(), response.body());
    }

    /** Sends, and waits for the whole answer: the client's own timeout and its streams end with the headers. */
    private HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, headers -> new LimitedBody(MOST));
        try {
            return answer.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + ANSWER.toSeconds() + " s", e);
        } finally {
            answer.cancel(true);
        }
    }

    private Answer answer(int status, byte[] body) throws IOException {
        if (status != 200) {
            return refused(status, body);
        }
        Map<String, String> values = EnrolmentJson.read(body);
        String node = values.getOrDefault("node", "");
        try {
            if ("accepted".equals(values.get("state"))) {
                return new Answer.Accepted(new Identity(
                        NodeId.parse(node),
                        Integer.parseInt(values.getOrDefault("busPort", "")),
                        values.getOrDefault("busKey", ""),
                        values.getOrDefault("planKey", ""),
                        token.id()));
            }
            return new Answer.Pending(NodeId.parse(node).toString());
        } catch (IllegalArgumentException e) {
            throw new IOException("The control plane's answer can't be understood: " + e.getMessage(), e);
        }
    }

    private static Answer refused(int status, byte[] body) {
        try {
            Map<String, String> problem = EnrolmentJson.read(body);
            return new Answer.Refused(
                    status, problem.getOrDefault("code", "unknown"), problem.getOrDefault("detail", ""));
        } catch (IOException e) {
            // What answers with something else than a problem is no control plane, or one that starts: the status says
            // it.
            return new Answer.Refused(status, "unknown", "");
        }
    }

    private static SSLContext context(String pin) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new PinnedTrustManager(pin)}, new SecureRandom());
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no TLS", e);
        }
    }
}
