// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests.rounds;

import io.centossrv.itests.harness.RestClient;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Starts jobs as a careful program does: asks again under the same key until the control plane says that it has them. */
final class MarkFeed implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final RestClient rest;
    private final ExecutorService threads = Executors.newFixedThreadPool(6);
    private final Map<String, String> accepted = new ConcurrentHashMap<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

    MarkFeed(RestClient rest) {
        this.rest = rest;
    }

    void start(Mark mark) {
        threads.execute(() -> ask(mark));
    }

    private void ask(Mark mark) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String last = "";
        while (System.nanoTime() < end) {
            try {
                HttpResponse<String> answer = rest.post("/api/v1/jobs", body(mark), mark.id());
                if (answer.statusCode() == 202) {
                    accepted.put(mark.id(), RestClient.json(answer).get("id").asText());
                    return;
                }
                last = answer.statusCode() + " " + answer.body();
                if (isRefusal(answer)) {
                    break;
                }
            } catch (UncheckedIOException e) {
                last = e.toString();
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
        wrong.add(mark.id() + " was not accepted: " + last);
    }

    /** A 404 without our kind of body comes while REST is not up yet. */
    private static boolean isRefusal(HttpResponse<String> answer) {
        boolean ours = answer.headers()
                .firstValue("Content-Type")
                .filter("application/problem+json"::equals)
                .isPresent();
        return ours && answer.statusCode() < 500 && answer.statusCode() != 429;
    }

    private static String body(Mark mark) {
        return "{\"target\":\"*\",\"argv\":[\"" + String.join("\",\"", mark.argv())
                + "\"],\"timeout\":\"PT20S\",\"ttl\":\"PT60S\"}";
    }

    /** Waits until each job was accepted or given up. */
    void await() throws InterruptedException {
        threads.shutdown();
        if (!threads.awaitTermination(PATIENCE.toSeconds() + 30, TimeUnit.SECONDS)) {
            throw new AssertionError("jobs are still being handed over");
        }
    }

    /** Returns the job that each mark became. */
    Map<String, String> accepted() {
        return Map.copyOf(accepted);
    }

    /** Returns what the control plane should have taken and did not. */
    Queue<String> wrong() {
        return wrong;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
