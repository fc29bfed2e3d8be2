// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests.rounds;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Waits, by inotify(7) from outside, for what the product does next on a host. Nothing in the product knows of it. */
final class Moment {
    private static final Duration LIMIT = Duration.ofSeconds(4);

    private Moment() {}

    /** Returns once the executor has claimed another job, false where it did not within some seconds. */
    static boolean claim(HostTree host) {
        return inJournal(host, "claim");
    }

    /** Returns once the executor has recorded another task. */
    static boolean record(HostTree host) {
        return inJournal(host, "events.jsonl");
    }

    /** Returns once another job has left its mark. */
    static boolean mark(HostTree host) {
        Path file = host.path(Mark.FILE);
        try (WatchService watch = file.getFileSystem().newWatchService()) {
            file.getParent().register(watch, StandardWatchEventKinds.ENTRY_MODIFY);
            long end = System.nanoTime() + LIMIT.toNanos();
            while (System.nanoTime() < end) {
                Optional<WatchKey> key = next(watch, end);
                for (WatchEvent<?> event : key.map(WatchKey::pollEvents).orElse(java.util.List.of())) {
                    if (file.getFileName().equals(event.context())) {
                        return true;
                    }
                }
                key.ifPresent(WatchKey::reset);
            }
            return false;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** A job's folder is new, so it is watched from when it comes; what is in it by then was missed by a hair. */
    private static boolean inJournal(HostTree host, String name) {
        Path journal = host.journal();
        try (WatchService watch = journal.getFileSystem().newWatchService()) {
            Map<WatchKey, Path> folders = new HashMap<>();
            WatchKey root = journal.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            long end = System.nanoTime() + LIMIT.toNanos();
            while (System.nanoTime() < end) {
                Optional<WatchKey> key = next(watch, end);
                for (WatchEvent<?> event : key.map(WatchKey::pollEvents).orElse(java.util.List.of())) {
                    Path path = folders.getOrDefault(key.get(), journal).resolve((Path) event.context());
                    if (path.getFileName().toString().equals(name)) {
                        return true;
                    }
                    if (key.get().equals(root) && Files.isDirectory(path)) {
                        folders.put(path.register(watch, StandardWatchEventKinds.ENTRY_CREATE), path);
                        if (Files.exists(path.resolve(name))) {
                            return true;
                        }
                    }
                }
                key.ifPresent(WatchKey::reset);
            }
            return false;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Optional<WatchKey> next(WatchService watch, long end) {
        try {
            return Optional.ofNullable(watch.poll(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
