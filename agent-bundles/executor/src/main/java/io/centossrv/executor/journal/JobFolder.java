// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor.journal;

import io.centossrv.playbook.json.Json;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One job's folder in the journal: {@code claim}, {@code events.jsonl}, {@code result.json}. */
public final class JobFolder {
    /** Kept free for the result, so that it can be written when the disk is full. */
    private static final int RESERVE = 64 * 1024;

    private final Path folder;

    JobFolder(Path folder) {
        this.folder = folder;
    }

    /** Returns whether the job has ended. */
    public boolean ended() {
        return Files.exists(folder.resolve("result.json"));
    }

    boolean claimed() {
        return Files.exists(folder.resolve("claim"));
    }

    /** Claims the job to run it; fails where somebody has. */
    void claim(ProcessIdentity process, Instant at) throws IOException {
        try {
            DurableFiles.folder(folder);
            DurableFiles.replace(folder.resolve("reserve"), new byte[RESERVE]);
            write(process, at, false);
        } catch (IOException e) {
            withdraw(e);
            throw e;
        }
    }

    /** Claims the job so that nobody runs it; fails where somebody has claimed it. */
    void claimCancelled(ProcessIdentity process, Instant at) throws IOException {
        try {
            DurableFiles.folder(folder);
            write(process, at, true);
        } catch (IOException e) {
            withdraw(e);
            throw e;
        }
    }

    /** A claim that could not be written whole began nothing: it must not look like one that did. */
    private void withdraw(IOException why) {
        if (why instanceof FileAlreadyExistsException) {
            return;
        }
        for (String name : List.of("claim", "reserve.tmp", "reserve")) {
            try {
                Files.deleteIfExists(folder.resolve(name));
            } catch (IOException e) {
                why.addSuppressed(e);
            }
        }
    }

    private void write(ProcessIdentity process, Instant at, boolean cancelled) throws IOException {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("pid", process.pid());
        form.put("startTicks", process.startTicks());
        form.put("bootId", process.bootId());
        form.put("at", at.toString());
        if (cancelled) {
            form.put("cancelled", true);
        }
        DurableFiles.create(folder.resolve("claim"), (Json.write(form) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Returns whether the process that claimed the job is alive. A claim that was cut short has no owner. */
    boolean ownerAlive() throws IOException {
        Optional<Map<String, Object>> form = claim();
        if (form.isPresent()
                && form.get().get("pid") instanceof Long pid
                && form.get().get("startTicks") instanceof Long ticks
                && form.get().get("bootId") instanceof String boot) {
            return new ProcessIdentity(pid, ticks, boot).alive();
        }
        return false;
    }

    /** Returns whether it was claimed so that nobody runs it. */
    boolean claimedToCancel() throws IOException {
        return claim().filter(form -> Boolean.TRUE.equals(form.get("cancelled")))
                .isPresent();
    }

    /** Returns when the job was claimed, as far as that is known. */
    Optional<Instant> claimedAt() throws IOException {
        return claim().map(form -> form.get("at")).map(at -> Instant.parse((String) at));
    }

    private Optional<Map<String, Object>> claim() throws IOException {
        try {
            return Optional.of(Json.readObject(Files.readAllBytes(folder.resolve("claim"))));
        } catch (IllegalArgumentException cutShort) {
            return Optional.empty();
        }
    }

    /** Returns how many tasks are told of in whole lines. */
    int events() throws IOException {
        Path events = folder.resolve("events.jsonl");
        if (!Files.exists(events)) {
            return 0;
        }
        int count = 0;
        for (byte one : Files.readAllBytes(events)) {
            count += one == '\n' ? 1 : 0;
        }
        return count;
    }

    /** Opens the list of events for adding. */
    public FileChannel openEvents() throws IOException {
        return DurableFiles.open(folder.resolve("events.jsonl"), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Adds one event; it is on the disk when this returns. Returns how many bytes it takes. */
    public static int append(FileChannel events, Map<String, Object> event) throws IOException {
        byte[] line = (Json.write(event) + "\n").getBytes(StandardCharsets.UTF_8);
        DurableFiles.write(events, line);
        return line.length;
    }

    /** Keeps the result; a job that has one keeps that. */
    public void end(JobResult result) throws IOException {
        DurableFiles.folder(folder);
        if (!ended()) {
            Files.deleteIfExists(folder.resolve("reserve"));
            DurableFiles.replace(folder.resolve("result.json"), result.toBytes());
        }
    }

    Instant endedAt() throws IOException {
        return Files.getLastModifiedTime(folder.resolve("result.json")).toInstant();
    }

    void delete() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
