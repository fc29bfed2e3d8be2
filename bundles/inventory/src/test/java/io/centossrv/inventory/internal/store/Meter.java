// SPDX-License-Identifier: Apache-2.0
package io.centossrv.inventory.internal.store;

import io.centossrv.persistence.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Times of a statement, each by the clock on the wall, and by what it took of a CPU: of PostgreSQL's process for this
 * thread's connection and of this thread. The latter says what the statement costs also where others keep the machine busy.
 */
final class Meter {
    private final Path process;
    private final List<Double> wall = new ArrayList<>();
    private final List<Double> database = new ArrayList<>();
    private final List<Double> client = new ArrayList<>();

    /** Measures on the connection that the pool gives this thread each time. */
    Meter(Database pool) {
        int pid = pool.read(transaction -> Sql.query(transaction, row -> row.getInt(1), "select pg_backend_pid()"))
                .get(0);
        process = Path.of("/proc", Integer.toString(pid), "schedstat");
    }

    <T> T time(Supplier<T> work) {
        long cpu = databaseNanos();
        long own = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long from = System.nanoTime();
        T result = work.get();
        wall.add((System.nanoTime() - from) / 1e6);
        client.add((ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - own) / 1e6);
        database.add((databaseNanos() - cpu) / 1e6);
        return result;
    }

    @Override
    public String toString() {
        return "wall %s, CPU of PostgreSQL %s, of the caller %s ms".formatted(of(wall), of(database), of(client));
    }

    private static String of(List<Double> times) {
        List<Double> sorted = times.stream().sorted().toList();
        return "p50 %.1f p99 %.1f".formatted(percentile(sorted, 50), percentile(sorted, 99));
    }

    private static double percentile(List<Double> sorted, int percent) {
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }

    private long databaseNanos() {
        try {
            return Long.parseLong(Files.readString(process).split(" ")[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
