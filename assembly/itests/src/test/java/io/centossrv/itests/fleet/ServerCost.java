// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests.fleet;

import io.centossrv.itests.harness.ControlPlane;
import io.centossrv.itests.harness.ProcFs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the control plane has cost so far.
 *
 * @param serverSeconds of CPU, of the Java process
 * @param databaseSeconds of CPU, of all of PostgreSQL's processes, those that ended included
 * @param nanos when that was read
 */
record ServerCost(double serverSeconds, double databaseSeconds, long nanos) {
    /** Clock ticks a second: the same on each Linux that Java runs on. */
    private static final double TICKS = 100;

    static ServerCost now(ControlPlane controlPlane) {
        ProcessHandle server = controlPlane.karaf().handle();
        double database = postmaster(server)
                .map(p -> seconds(p, true)
                        + p.children().mapToDouble(c -> seconds(c, true)).sum())
                .orElse(0.0);
        return new ServerCost(seconds(server, false), database, System.nanoTime());
    }

    ServerCost since(ServerCost before) {
        return new ServerCost(
                serverSeconds - before.serverSeconds, databaseSeconds - before.databaseSeconds, nanos - before.nanos);
    }

    @Override
    public String toString() {
        return "%.1f s wall, server %.1f CPU s, PostgreSQL %.1f CPU s"
                .formatted(nanos / 1e9, serverSeconds, databaseSeconds);
    }

    /** Returns what the control plane takes up now, for a line of figures. */
    static String size(ControlPlane controlPlane) {
        ProcessHandle server = controlPlane.karaf().handle();
        long database = postmaster(server)
                .map(p -> ProcFs.kilobytes(p.pid(), "VmHWM")
                        + p.children()
                                .mapToLong(c -> ProcFs.kilobytes(c.pid(), "RssAnon"))
                                .sum())
                .orElse(0L);
        return "server peak %d MB (VmHWM), %d threads, %d file descriptors; PostgreSQL %d MB"
                .formatted(
                        ProcFs.kilobytes(server.pid(), "VmHWM") / 1024,
                        entries(server, "task"),
                        entries(server, "fd"),
                        database / 1024);
    }

    private static Optional<ProcessHandle> postmaster(ProcessHandle server) {
        return server.children()
                .filter(c ->
                        c.info().command().filter(p -> p.endsWith("/postgres")).isPresent())
                .findFirst();
    }

    private static double seconds(ProcessHandle process, boolean andEnded) {
        try {
            String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
            long ended = andEnded ? Long.parseLong(fields[13]) + Long.parseLong(fields[14]) : 0;
            return (ticks + ended) / TICKS;
        } catch (IOException e) {
            // A session of PostgreSQL that ended meanwhile is in its parent's figures.
            return 0;
        }
    }

    private static long entries(ProcessHandle process, String folder) {
        try (Stream<Path> entries = Files.list(Path.of("/proc/" + process.pid() + "/" + folder))) {
            return entries.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
