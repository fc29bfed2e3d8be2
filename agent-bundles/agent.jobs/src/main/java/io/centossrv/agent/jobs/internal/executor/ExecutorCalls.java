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
    /** The job is not begun, and will be: no reason to worry anybody. */
    private static final Set<String> WAITING = Set.of("busy", "paused");

    private static final int MAX_AT_ONCE = 16;
    private static final int MAX_LISTENING = 12;

    private final Path socket;
    private final ExecutorStart start;
    private final ExecutorNews news;
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
     * @param news is told what the executor says
     */
    public ExecutorCalls(Path socket, ExecutorStart start, ExecutorNews news) {
        this.socket = socket;
        this.start = start;
        this.news = news;
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
            news.silent(job);
            news.hint(job);
        }
    }

    /**
     * Has the executor stop a job, or see to it that it never starts. Blocks, for the start of an executor where none runs.
     *
     * @return {@code stopping}, {@code cancelled} or {@code ended}
     * @throws IOException where no executor could be asked
     */
    public ExecutorAnswer cancel(String job) throws IOException {
        try (ExecutorSocket connection = connect()) {
            connection.send(json.createObjectNode().put("cancel", job).toString());
            return answer(connection);
        }
    }

    private ExecutorAnswer answer(ExecutorSocket connection) throws IOException {
        String first =
                firstLine(connection).orElseThrow(() -> new IOException("the executor closed without an answer"));
        JsonNode answer = json.readTree(first);
        return new ExecutorAnswer(
                answer.path("state").asText(),
                answer.path("code").asText(),
                answer.path("message").asText());
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
        ExecutorAnswer answer = answer(connection);
        if (answer.state().equals("rejected")) {
            if (WAITING.contains(answer.code())) {
                LOG.debug("A job waits: job={} code={}", job, answer.code());
            } else {
                LOG.warn("The executor refused a job: job={} code={}", job, answer.code());
            }
            return;
        }
        news.hint(job);
        if (listening.tryAcquire()) {
            try {
                for (Optional<String> line = connection.line(); line.isPresent(); line = connection.line()) {
                    take(job, line.get());
                }
            } finally {
                listening.release();
            }
        }
    }

    private void take(String job, String line) throws IOException {
        JsonNode said = json.readTree(line);
        if (said.has("output")) {
            OutputLine.read(said.get("output")).ifPresent(chunk -> news.printed(job, chunk));
        } else {
            news.hint(job);
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
