// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests.harness;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends requests at a fixed rate, whether or not earlier ones have been answered: a server that pauses is seen to pause.
 * Times run from the moment at which a request was due.
 */
public final class OpenLoop implements AutoCloseable {
    private final RestClient client;
    private final List<String> paths;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();

    /** One answer; status 0 where there was none. */
    public record Answer(String path, int status, Duration took) {}

    /** Begins at once, going round the paths. */
    public OpenLoop(RestClient client, List<String> paths, int perSecond) {
        this.client = client;
        this.paths = List.copyOf(paths);
        long period = TimeUnit.SECONDS.toNanos(1) / perSecond;
        long start = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(10);
        var unused = clock.scheduleAtFixedRate(() -> send(start, period), 10_000_000, period, TimeUnit.NANOSECONDS);
    }

    private void send(long start, long period) {
        int number = sent.getAndIncrement();
        long due = start + number * period;
        String path = paths.get(number % paths.size());
        open.incrementAndGet();
        var unused = client.http()
                .sendAsync(client.request("GET", path, Optional.empty()), HttpResponse.BodyHandlers.discarding())
                .whenComplete((response, failure) -> {
                    int status = failure == null ? response.statusCode() : 0;
                    answers.add(new Answer(path, status, Duration.ofNanos(System.nanoTime() - due)));
                    open.decrementAndGet();
                });
    }

    /** Returns how many requests were sent so far. */
    public int sent() {
        return sent.get();
    }

    /** Stops sending, waits for what is under way, and returns all answers. */
    public List<Answer> finish() {
        clock.shutdown();
        Await.untilTrue("the last requests are answered", Duration.ofSeconds(35), () -> open.get() == 0);
        return List.copyOf(answers);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
