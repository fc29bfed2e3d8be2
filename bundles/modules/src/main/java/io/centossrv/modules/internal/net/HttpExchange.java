// SPDX-License-Identifier: Apache-2.0
package io.centossrv.modules.internal.net;

import io.centossrv.playbook.module.ModuleContext;
import io.centossrv.playbook.module.ModuleFailure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** One request and its answer, body included, within the timeout, which is about silence and not about the whole. */
final class HttpExchange {
    private static final Duration GLANCE = Duration.ofMillis(100);

    static {
        // Tasks may set the header Host, as they can with Ansible; the JDK's client asks for leave to send it.
        if (System.getProperty("jdk.httpclient.allowRestrictedHeaders") == null) {
            System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host");
        }
    }

    private final ModuleContext context;
    private final Duration timeout;

    HttpExchange(ModuleContext context, Duration timeout) {
        this.context = context;
        this.timeout = timeout;
    }

    HttpClient.Builder client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout);
    }

    HttpResponse<Void> send(HttpClient client, HttpRequest request, Path body) throws HttpTrouble, IOException {
        try (BodySink sink = new BodySink(body)) {
            CompletableFuture<HttpResponse<Void>> answer = client.sendAsync(request, head -> {
                sink.begin();
                return HttpResponse.BodySubscribers.ofByteArrayConsumer(sink);
            });
            try {
                return await(answer, sink);
            } finally {
                answer.cancel(true);
            }
        }
    }

    private HttpResponse<Void> await(CompletableFuture<HttpResponse<Void>> answer, BodySink sink)
            throws HttpTrouble, IOException {
        while (true) {
            try {
                return answer.get(GLANCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                patience(sink);
            } catch (ExecutionException e) {
                throw trouble(e.getCause(), sink.answered());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ModuleFailure("the request was stopped");
            }
        }
    }

    private void patience(BodySink sink) throws HttpTrouble {
        if (context.cancellation().isAsked()) {
            throw new ModuleFailure("cancelled: the request was given up");
        }
        if (context.deadline().passed()) {
            throw new ModuleFailure("the time was over: the request was given up");
        }
        if (sink.silentNanos() > timeout.toNanos()) {
            throw new HttpTrouble("Connection failure: timed out");
        }
    }

    private static HttpTrouble trouble(Throwable cause, boolean answered) throws IOException {
        for (Throwable one = cause; one != null; one = one.getCause()) {
            if (one instanceof java.io.UncheckedIOException disk) {
                throw disk.getCause();
            }
            if (one instanceof UnresolvedAddressException) {
                return new HttpTrouble("Request failed: <urlopen error [Errno -2] Name or service not known>");
            }
            if (one instanceof HttpConnectTimeoutException) {
                return new HttpTrouble("Request failed: <urlopen error timed out>");
            }
            if (one instanceof HttpTimeoutException) {
                return new HttpTrouble("Connection failure: timed out");
            }
            if (one instanceof SSLException) {
                return new HttpTrouble("Request failed: <urlopen error [SSL] " + one.getMessage()
                        + ">: the server's certificate is not trusted, or it speaks no TLS that we do");
            }
        }
        if (cause instanceof ConnectException) {
            String said = String.valueOf(cause.getMessage());
            return new HttpTrouble("Request failed: <urlopen error "
                    + (said.equals("null") || said.contains("refused") ? "[Errno 111] Connection refused" : said)
                    + ">");
        }
        return new HttpTrouble(
                answered
                        ? "Connection failure: the connection was closed in the middle of the answer: "
                                + cause.getMessage()
                        : "Connection failure: connection was closed before a valid response was received: "
                                + cause.getMessage());
    }
}
