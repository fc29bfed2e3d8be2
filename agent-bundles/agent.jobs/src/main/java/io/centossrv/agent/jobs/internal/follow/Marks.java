// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.jobs.internal.follow;

import io.centossrv.agent.jobs.internal.inbox.DurableFiles;
import io.centossrv.agent.jobs.internal.inbox.JobName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has been reported, a small file for each job. They need not survive a power cut: without its mark a job is
 * reported once more, which changes nothing. Not thread-safe.
 */
final class Marks {
    private static final Logger LOG = LoggerFactory.getLogger(Marks.class);

    private final Path folder;
    private final Map<String, Mark> known = new HashMap<>();

    Marks(Path folder) throws IOException {
        this.folder = DurableFiles.folder(folder);
    }

    Mark of(String job) {
        return known.computeIfAbsent(job, this::read);
    }

    void set(String job, Mark mark) {
        Path file = folder.resolve(job);
        Path next = folder.resolve(job + ".next");
        String text = mark.offset() + " " + mark.next() + " " + mark.begun() + " " + mark.done() + "\n";
        // Known at once: where the disk is full the same must not be reported each second, and fill the outbox too.
        known.put(job, mark);
        try {
            Files.writeString(next, text);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("What was reported of a job can't be kept over a restart: job={} cause={}", job, e.toString());
        }
    }

    /**
     * Forgets jobs that the journal has forgotten, once they are so old that nobody asks any more.
     *
     * @param journal jobs of the journal
     */
    void prune(Set<String> journal, Instant before) {
        List<Path> old = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String job = file.getFileName().toString();
                if (!journal.contains(job)
                        && Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    old.add(file);
                }
            }
            for (Path file : old) {
                Files.deleteIfExists(file);
                known.remove(file.getFileName().toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Mark read(String job) {
        if (!JobName.isOne(job)) {
            throw new IllegalArgumentException("not a job: " + job);
        }
        try {
            String[] parts = Files.readString(folder.resolve(job), StandardCharsets.UTF_8)
                    .strip()
                    .split(" ");
            if (parts.length == 4) {
                return new Mark(
                        Long.parseLong(parts[0]),
                        Integer.parseInt(parts[1]),
                        Boolean.parseBoolean(parts[2]),
                        Boolean.parseBoolean(parts[3]));
            }
            LOG.warn("What was reported of a job can't be read, so it is reported again: job={}", job);
        } catch (NoSuchFileException e) {
            return Mark.NOTHING;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NumberFormatException e) {
            LOG.warn("What was reported of a job can't be read, so it is reported again: job={}", job);
        }
        return Mark.NOTHING;
    }
}
