// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.jobs.internal.inbox;

import io.centossrv.jobs.message.DeliverPlan;
import io.centossrv.protocol.RequestRejected;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plans that the executor is to run, each a folder that appears at once, whole, and on the disk. Thread-safe within one
 * process; there is one agent.
 */
public final class Inbox {
    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final int MAX_ENTRIES = 100;
    private static final int MAX_PLAN = 2 * 1024 * 1024;
    private static final int MAX_SIGNATURE = 1024;
    private static final int MAX_FILES = 5 * 1024 * 1024;
    private static final long RESERVE = 16L * 1024 * 1024;
    private static final String UNFINISHED = ".unfinished-";

    private final Path folder;
    private final Space space;

    /** Tells how many bytes can be written where the inbox is. */
    @FunctionalInterface
    public interface Space {
        /** Returns the bytes that are free for us. */
        long usable() throws IOException;
    }

    /** Makes an inbox in a folder, which is made if missing; what an earlier agent left unfinished goes. */
    public Inbox(Path folder) throws IOException {
        this(folder, () -> Files.getFileStore(folder).getUsableSpace());
    }

    Inbox(Path folder, Space space) throws IOException {
        this.folder = folder;
        this.space = space;
        DurableFiles.folder(folder);
        try (DirectoryStream<Path> unfinished = Files.newDirectoryStream(folder, UNFINISHED + "*")) {
            for (Path each : unfinished) {
                DurableFiles.removeFolder(each);
            }
        }
    }

    /** Tells whether a plan is there. */
    public boolean holds(String job) {
        return Files.isDirectory(folder.resolve(job));
    }

    /** Returns the jobs whose plans are there. */
    public List<String> jobs() {
        List<String> jobs = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (JobName.isOne(name)) {
                    jobs.add(name);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jobs;
    }

    /**
     * Puts a plan there, once; returns when it is on the disk.
     *
     * @throws RequestRejected {@code plan-invalid}, {@code plan-too-large}, {@code inbox-full}, {@code disk-full}
     */
    public synchronized void put(DeliverPlan plan) {
        String job = JobName.checked(plan.job());
        check(plan);
        if (holds(job)) {
            return;
        }
        if (jobs().size() >= MAX_ENTRIES) {
            throw new RequestRejected("inbox-full", "The inbox holds " + MAX_ENTRIES + " plans.");
        }
        try {
            if (space.usable() < size(plan) + RESERVE) {
                throw diskFull();
            }
            write(job, plan);
        } catch (IOException e) {
            LOG.warn("A plan could not be kept: job={}", job, e);
            throw noSpace(e) ? diskFull() : new RequestRejected("inbox-failed", "The plan could not be written.");
        }
    }

    private void write(String job, DeliverPlan plan) throws IOException {
        Path unfinished = folder.resolve(UNFINISHED + job);
        DurableFiles.removeFolder(unfinished);
        try {
            Path files = DurableFiles.folder(unfinished.resolve("files"));
            DurableFiles.create(unfinished.resolve("plan.json"), plan.plan());
            DurableFiles.create(unfinished.resolve("signature"), plan.signature());
            for (Map.Entry<String, byte[]> file : plan.files().entrySet()) {
                DurableFiles.create(files.resolve(file.getKey()), file.getValue());
            }
            DurableFiles.syncFolder(files);
            DurableFiles.syncFolder(unfinished);
            Files.move(unfinished, folder.resolve(job), StandardCopyOption.ATOMIC_MOVE);
            DurableFiles.syncFolder(folder);
        } catch (IOException e) {
            DurableFiles.removeFolder(unfinished);
            throw e;
        }
    }

    /** Removes a plan that is not needed any more. */
    public synchronized void remove(String job) {
        try {
            DurableFiles.removeFolder(folder.resolve(job));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void check(DeliverPlan plan) {
        if (plan.plan().length > MAX_PLAN || plan.signature().length > MAX_SIGNATURE || fileBytes(plan) > MAX_FILES) {
            throw new RequestRejected("plan-too-large", "The plan takes " + size(plan) + " bytes.");
        }
        for (String name : plan.files().keySet()) {
            if (!SHA256.matcher(name).matches()) {
                throw new RequestRejected("plan-invalid", "A file of the plan is not named by its SHA-256.");
            }
        }
    }

    private static long size(DeliverPlan plan) {
        return plan.plan().length + plan.signature().length + fileBytes(plan);
    }

    private static long fileBytes(DeliverPlan plan) {
        return plan.files().values().stream().mapToLong(f -> f.length).sum();
    }

    /** The JDK has no type for it; these are the texts of ENOSPC and EDQUOT. */
    private static boolean noSpace(IOException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("No space left on device") || message.contains("Disk quota exceeded");
    }

    private static RequestRejected diskFull() {
        return new RequestRejected("disk-full", "There is no room for the plan.");
    }
}
