// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.jobs.internal.executor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the executor what to run, and listens for its hints. A hint only makes things quicker: the truth is in the
 * journal. Thread-safe; {@link #run} returns at once.
 */
public final class ExecutorCalls implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ExecutorCalls.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration FIRST_LINE = Duration.ofSeconds(10);
    private static final String BUSY = "busy";
    private static final int MAX_AT_ONCE = 16;
    private static final int MAX_LISTENING = 12;

    private final Path socket;
    private final ExecutorStart start;
    private final Consumer<String> hint;
    private final ObjectMapper json = new ObjectMapper();
    private final Set<String> inHand = ConcurrentHashMap.newKeySet();
    private final Set<ExecutorSocket> open = ConcurrentHashMap.newKeySet();
    private final Semaphore listening = new Semaphore(MAX_LISTENING);
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "jobs-executor-watch"));
    private final ThreadPoolExecutor callers = new ThreadPoolExecutor(
            0, MAX_AT_ONCE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> new Thread(task, "jobs-executor"));
    private volatile boolean closed;

    /**
     * Makes calls to one executor.
     *
     * @param hint is told the job of which the executor has news, from any thread
     */
    public ExecutorCalls(Path socket, ExecutorStart start, Consumer<String> hint) {
        this.socket = socket;
        this.start = start;
        this.hint = hint;
    }

    /**
     * Has the executor run a job; it does so once, however often it is told.
     *
     * @return false where too many calls are under way: ask again later
     */
    public boolean run(String job) {
        if (!inHand.add(job)) {
            return true;
        }
        try {
            callers.execute(() -> call(job));
            return true;
        } catch (RejectedExecutionException e) {
            inHand.remove(job);
            return false;
        }
    }

    /** Tells whether a call about the job is under way. */
    public boolean inHand(String job) {
        return inHand.contains(job);
    }

    private void call(String job) {
        try (ExecutorSocket connection = connect()) {
            open.add(connection);
            try {
                talk(connection, job);
            } finally {
                open.remove(connection);
            }
        } catch (IOException e) {
            if (!closed) {
                LOG.warn("The executor can't be told of a job; trying again: job={} cause={}", job, e.toString());
            }
        } finally {
            inHand.remove(job);
            hint.accept(job);
        }
    }

    /** One at a time, so that many jobs do not start many executors. */
    private synchronized ExecutorSocket connect() throws IOException {
        if (closed) {
            throw new IOException("the agent stops");
        }
        return ExecutorSocket.connect(socket, start, PATIENCE);
    }

    private void talk(ExecutorSocket connection, String job) throws IOException {
        connection.send(json.createObjectNode().put("run", job).toString());
        Optional<String> first = firstLine(connection);
        if (first.isEmpty()) {
            throw new IOException("the executor closed without an answer");
        }
        JsonNode answer = json.readTree(first.get());
        if (answer.path("state").asText().equals("rejected")) {
            String code = answer.path("code").asText();
            if (code.equals(BUSY)) {
                LOG.debug("The executor is busy; a job waits: job={}", job);
            } else {
                LOG.warn("The executor refused a job: job={} code={}", job, code);
            }
            return;
        }
        hint.accept(job);
        if (listening.tryAcquire()) {
            try {
                while (connection.line().isPresent()) {
                    hint.accept(job);
                }
            } finally {
                listening.release();
            }
        }
    }

    /** A read of a UNIX socket has no timeout, so a hanging executor is cut off by another thread. */
    private Optional<String> firstLine(ExecutorSocket connection) throws IOException {
        ScheduledFuture<?> cut = watch.schedule(() -> cut(connection), FIRST_LINE.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return connection.line();
        } finally {
            cut.cancel(false);
        }
    }

    private static void cut(ExecutorSocket connection) {
        try {
            connection.close();
        } catch (IOException e) {
            LOG.debug("A connection to the executor did not close cleanly.", e);
        }
    }

    /** Lets go of the executor, which goes on. */
    @Override
    public void close() {
        closed = true;
        callers.shutdownNow();
        watch.shutdownNow();
        open.forEach(ExecutorCalls::cut);
    }
}
