// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.jobs.internal.pause;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which jobs were not taken because the node is paused, for {@code csrv-agent status}. The control plane keeps them: a list that
 * is lost or cut short loses no job. Thread-safe.
 */
public final class RefusedJobs {
    private static final Logger LOG = LoggerFactory.getLogger(RefusedJobs.class);
    private static final int MOST = 1000;

    private final Path file;
    private final Set<String> jobs = new LinkedHashSet<>();

    public RefusedJobs(Path file) {
        this.file = file;
        // What an earlier agent wrote may be of an earlier pause.
        clear();
    }

    /** Adds a job. */
    public synchronized void add(String job) {
        if (jobs.size() >= MOST || !jobs.add(job)) {
            return;
        }
        try {
            Files.writeString(
                    file, job + "\n", StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            LOG.warn("A job that waits for the end of the pause can't be listed: job={} cause={}", job, e.toString());
        }
    }

    /** Takes a job off, whose plan is not wanted any more. */
    public synchronized void remove(String job) {
        if (jobs.remove(job)) {
            Set<String> left = new LinkedHashSet<>(jobs);
            clear();
            left.forEach(this::add);
        }
    }

    /** The pause is over. */
    public synchronized void clear() {
        jobs.clear();
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("The list of jobs that waited for the end of the pause can't be removed: {}", e.toString());
        }
    }
}
