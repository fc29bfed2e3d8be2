// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests.rounds;

import io.centossrv.hosts.Host;
import io.centossrv.itests.harness.Await;
import io.centossrv.itests.harness.ControlPlane;
import io.centossrv.itests.harness.RestClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** Carries out what a round is to do to the estate, and counts what it hit. */
final class Strikes implements AutoCloseable {
    private static final Duration RESTART = Duration.ofSeconds(30);

    /** What PostgreSQL has in hand when it is told to end can be a recovery, with an fsync of each file. */
    private static final Duration RECOVERY = Duration.ofMinutes(3);

    private final ControlPlane controlPlane;
    private final RestClient rest;
    private final List<HostTree> hosts;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<Blow, Integer> hits = new EnumMap<>(Blow.class);

    Strikes(ControlPlane controlPlane, RestClient rest, List<Host> hosts) {
        this.controlPlane = controlPlane;
        this.rest = rest;
        this.hosts = hosts.stream().map(HostTree::new).toList();
    }

    /** Returns once all has been struck and what nobody else starts again, the control plane, is back. */
    void carryOut(Round round) {
        System.out.println("round " + round.number() + " strikes " + round.blows() + " on host " + (round.host() + 1)
                + " at " + Instant.now());
        List<CompletableFuture<Void>> blows = round.blows().stream()
                .map(blow -> CompletableFuture.runAsync(() -> strike(blow, round), threads))
                .toList();
        blows.forEach(CompletableFuture::join);
        if (!controlPlane.karaf().isAlive()) {
            controlPlane.start(() -> rest.status("/readyz") == 200, RECOVERY);
        }
    }

    private void strike(Blow blow, Round round) {
        HostTree host = hosts.get(round.host());
        if (!blow.waitsForItsMoment()) {
            pause(round.millisBefore());
        }
        boolean hit =
                switch (blow) {
                    case AGENT -> kill(agent(host));
                    case EXECUTOR -> stopAndKill(host, round);
                    case EXECUTOR_AT_CLAIM -> Moment.claim(host) && stopAndKill(host, round);
                    case EXECUTOR_AT_MARK -> Moment.mark(host) && stopAndKill(host, round);
                    case EXECUTOR_AT_RECORD -> Moment.record(host) && stopAndKill(host, round);
                    case CONTROL_PLANE -> killControlPlane();
                    case DATABASE -> kill(postmaster());
                    case SESSION -> kill(postmaster().flatMap(p -> p.children().findAny()));
                    case CABLE -> cut(host.host(), round.millisCut());
                };
        if (hit) {
            count(blow);
        }
    }

    private synchronized void count(Blow blow) {
        hits.merge(blow, 1, Integer::sum);
    }

    /** Returns how often each was struck. */
    synchronized Map<Blow, Integer> hits() {
        return new EnumMap<>(hits);
    }

    /** One that was killed in the last round is being started again. */
    private static Optional<ProcessHandle> agent(HostTree host) {
        return Optional.of(Await.until("an agent on " + host.host().name(), RESTART, host::agent));
    }

    private boolean killControlPlane() {
        controlPlane.karaf().kill();
        return true;
    }

    /** Held still first, the executor is neither dead nor does it answer, which is what its agent must live with, too. */
    private static boolean stopAndKill(HostTree host, Round round) {
        Optional<ProcessHandle> executor = host.executor();
        if (round.millisStopped() > 0) {
            executor.ifPresent(e -> signal("STOP", e));
            pause(round.millisStopped());
        }
        return kill(executor);
    }

    private static boolean kill(Optional<ProcessHandle> process) {
        return process.map(ProcessHandle::destroyForcibly).orElse(false);
    }

    private static void signal(String name, ProcessHandle process) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Optional<ProcessHandle> postmaster() {
        Path status = controlPlane.karaf().state().resolve("postgres/cluster/postmaster.pid");
        try {
            return Files.readAllLines(status).stream()
                    .findFirst()
                    .flatMap(line -> ProcessHandle.of(Long.parseLong(line.strip())))
                    .filter(p -> p.parent()
                            .filter(controlPlane.karaf().handle()::equals)
                            .isPresent());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean cut(Host host, int millis) {
        host.cutNetwork();
        try {
            pause(millis);
        } finally {
            host.healNetwork();
        }
        return true;
    }

    private static void pause(int millis) {
        LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
