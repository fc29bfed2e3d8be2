// SPDX-License-Identifier: Apache-2.0
package io.centossrv.persistence.internal.postgres;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Frees a cluster from the lock that a killed PostgreSQL left. PostgreSQL itself only asks whether the number in the lock
 * belongs to a live process, which may by then be another program; each of PostgreSQL's processes has the cluster as its
 * working directory, so that tells for sure.
 */
final class StaleLock {
    private static final Logger LOG = LoggerFactory.getLogger(StaleLock.class);

    private final Path proc;
    private final Duration patience;

    /**
     * @param proc where the kernel shows the processes
     * @param patience how long processes that are on their way out may take
     */
    StaleLock(Path proc, Duration patience) {
        this.proc = proc;
        this.patience = patience;
    }

    /**
     * Removes the lock if no process works in the cluster, after waiting for those that may be ending.
     *
     * @throws PostgresFailed where processes stay
     */
    void remove(Path cluster) throws IOException, InterruptedException {
        Path lock = cluster.resolve(PostmasterStatus.FILE);
        if (!Files.exists(lock)) {
            return;
        }
        long deadline = System.nanoTime() + patience.toNanos();
        List<String> users = users(cluster);
        while (!users.isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(50);
            users = users(cluster);
        }
        if (!users.isEmpty()) {
            throw new PostgresFailed("The database folder is in use by another PostgreSQL. folder=" + cluster + " pids="
                    + String.join(",", users) + ". Is another control plane running?");
        }
        if (Files.deleteIfExists(lock)) {
            LOG.info("Removed the lock that a killed PostgreSQL left. file={}", lock);
        }
    }

    private List<String> users(Path cluster) throws IOException {
        Path directory = cluster.toRealPath();
        List<String> users = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                if (worksIn(process, directory)) {
                    users.add(process.getFileName().toString());
                }
            }
        }
        return users;
    }

    private static boolean worksIn(Path process, Path directory) {
        try {
            return Files.readSymbolicLink(process.resolve("cwd")).equals(directory);
        } catch (IOException e) {
            // It ended meanwhile, or is another user's, who could not have opened the cluster (0700).
            return false;
        }
    }
}
