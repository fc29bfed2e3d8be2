// SPDX-License-Identifier: Apache-2.0
package io.centossrv.persistence.internal.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL as a child of this process, on the loopback interface. One thread starts it and stays: the kernel sends
 * PostgreSQL the signal for a fast shutdown when that thread ends, so also when this JVM is killed. It is started again
 * when it ends by itself. Thread-safe.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Logger SERVER_LOG = LoggerFactory.getLogger("io.centossrv.persistence.postgres");
    private static final Duration READY_POLL = Duration.ofMillis(10);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOG_PATIENCE = Duration.ofSeconds(1);
    private static final long FIRST_PAUSE_MS = 200;
    private static final long LAST_PAUSE_MS = 10_000;

    private final EmbeddedSettings settings;
    private final PostgresCommand command;
    private final CompletableFuture<EmbeddedAddress> started = new CompletableFuture<>();
    private final Object lock = new Object();
    private final Thread keeper;
    // Guarded by lock.
    private boolean closing;
    private Optional<Process> running = Optional.empty();
    private volatile String lastFatal = "";

    private EmbeddedPostgres(EmbeddedSettings settings) {
        this.settings = settings;
        this.command = new PostgresCommand(settings);
        this.keeper = new Thread(this::keep, "centossrv-postgres");
        keeper.setDaemon(true);
    }

    /**
     * Starts PostgreSQL, making the cluster if there is none, and returns when it accepts connections.
     *
     * @param patience how long that may take; recovery after a crash can take minutes
     * @throws PostgresFailed with the reason
     */
    public static EmbeddedPostgres start(EmbeddedSettings settings, Duration patience) throws InterruptedException {
        EmbeddedPostgres postgres = new EmbeddedPostgres(settings);
        postgres.keeper.start();
        try {
            postgres.started.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return postgres;
        } catch (ExecutionException e) {
            postgres.close();
            throw new PostgresFailed(e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            postgres.close();
            throw new PostgresFailed("PostgreSQL was not ready after " + patience + ".", e);
        } catch (InterruptedException e) {
            postgres.close();
            throw e;
        }
    }

    /** Returns where it listens and how its superuser logs in. */
    public EmbeddedAddress address() {
        return started.join();
    }

    /** Returns the postmaster's process id; empty while it is not running. */
    public Optional<Long> pid() {
        synchronized (lock) {
            return running.filter(Process::isAlive).map(Process::pid);
        }
    }

    /** Stops PostgreSQL: sessions are cut, what is committed is on the disk. Returns when it has ended. */
    @Override
    public void close() {
        Optional<Process> process;
        synchronized (lock) {
            closing = true;
            process = running;
            lock.notifyAll();
        }
        process.ifPresent(EmbeddedPostgres::stop);
        boolean interrupted = false;
        try {
            keeper.join(STOP_PATIENCE.toMillis());
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void stop(Process process) {
        try {
            PostgresCommand.interrupt(process);
            if (!process.waitFor(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn(
                        "PostgreSQL does not stop and is killed; it recovers at the next start. pid={}", process.pid());
                process.destroyForcibly();
            }
        } catch (IOException e) {
            LOG.warn("PostgreSQL can't be told to stop and is killed. pid={}", process.pid(), e);
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void keep() {
        try {
            String password = new ClusterCreation(settings, command).ensure();
            int port = settings.port() == 0 ? freePort() : settings.port();
            EmbeddedAddress address = new EmbeddedAddress(port, ClusterCreation.SUPERUSER, password);
            long pause = FIRST_PAUSE_MS;
            while (!isClosing()) {
                long begun = System.nanoTime();
                boolean wasReady = runOnce(address);
                if (!wasReady && !started.isDone()) {
                    throw new PostgresFailed("PostgreSQL ended while it started. folder=" + settings.cluster()
                            + " port=" + port + ". " + lastFatal);
                }
                boolean lasted = Duration.ofNanos(System.nanoTime() - begun).toMillis() > LAST_PAUSE_MS;
                pause = lasted ? FIRST_PAUSE_MS : Math.min(LAST_PAUSE_MS, pause * 2);
                pauseUnlessClosing(pause);
            }
        } catch (IOException e) {
            started.completeExceptionally(new PostgresFailed("PostgreSQL can't be started: " + e, e));
            LOG.error("PostgreSQL is down and stays down.", e);
        } catch (PostgresFailed e) {
            // Whoever waits for the start reports it; later nobody does.
            if (!started.completeExceptionally(e)) {
                LOG.error("PostgreSQL is down and stays down.", e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean runOnce(EmbeddedAddress address) throws IOException, InterruptedException {
        new StaleLock(Path.of("/proc"), LOCK_PATIENCE).remove(settings.cluster());
        Process process;
        synchronized (lock) {
            if (closing) {
                return false;
            }
            process = command.start("postgres", arguments(address.port()));
            running = Optional.of(process);
        }
        Thread log = new Thread(() -> copyLog(process), "centossrv-postgres-log");
        log.setDaemon(true);
        log.start();
        boolean ready = awaitReady(process);
        if (ready) {
            started.complete(address);
        }
        int status = process.waitFor();
        log.join(LOG_PATIENCE.toMillis());
        if (!isClosing()) {
            LOG.warn("PostgreSQL ended by itself. pid={} status={} message={}", process.pid(), status, lastFatal);
        }
        return ready;
    }

    private boolean awaitReady(Process process) throws IOException, InterruptedException {
        while (process.isAlive()) {
            if (PostmasterStatus.read(settings.cluster())
                    .filter(status -> status.pid() == process.pid() && status.ready())
                    .isPresent()) {
                return true;
            }
            Thread.sleep(READY_POLL.toMillis());
        }
        return false;
    }

    private List<String> arguments(int port) {
        return List.of(
                "-D", settings.cluster().toString(),
                "-c", "port=" + port,
                "-c", "listen_addresses=127.0.0.1",
                "-c", "unix_socket_directories=",
                "-c", "ssl=off",
                "-c", "password_encryption=scram-sha-256",
                "-c", "max_connections=60",
                "-c", "shared_buffers=32MB",
                "-c", "max_wal_size=256MB",
                "-c", "jit=off",
                // Processes that we have no use for.
                "-c", "io_method=sync",
                "-c", "max_logical_replication_workers=0",
                "-c", "timezone=UTC",
                "-c", "log_timezone=UTC",
                "-c", "logging_collector=off",
                // No statement and no row in the log: they can hold what is secret.
                "-c", "log_min_error_statement=panic",
                "-c", "log_error_verbosity=terse",
                "-c", "log_line_prefix=");
    }

    private void copyLog(Process process) {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith("FATAL:")) {
                    // Mostly about one session, and told only where PostgreSQL ends of it.
                    lastFatal = line;
                }
                if (line.startsWith("PANIC:")) {
                    SERVER_LOG.warn("{}", line);
                } else {
                    SERVER_LOG.debug("{}", line);
                }
            }
        } catch (IOException e) {
            SERVER_LOG.debug("The log of PostgreSQL ends here. pid={}", process.pid(), e);
        }
    }

    private boolean isClosing() {
        synchronized (lock) {
            return closing;
        }
    }

    private void pauseUnlessClosing(long millis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        synchronized (lock) {
            long left = millis;
            while (!closing && left > 0) {
                lock.wait(left);
                left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
