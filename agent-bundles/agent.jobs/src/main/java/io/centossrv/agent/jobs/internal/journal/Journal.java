// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.jobs.internal.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.centossrv.agent.jobs.internal.inbox.JobName;
import io.centossrv.jobs.message.JobProgress.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the executor's journal, which is the executor's alone to write. Thread-safe. */
public final class Journal {
    private static final int MAX_FILE = 64 * 1024;

    private final Path folder;
    private final ObjectMapper json = new ObjectMapper();

    public Journal(Path folder) {
        this.folder = folder;
    }

    /** Returns the jobs of which the journal knows. */
    public Set<String> jobs() {
        Set<String> jobs = new HashSet<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (JobName.isOne(name)) {
                    jobs.add(name);
                }
            }
        } catch (NoSuchFileException e) {
            return Set.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jobs;
    }

    /** Returns what the journal says of a job; empty where it knows nothing. */
    public Optional<JournalEntry> entry(String job) {
        Path place = folder.resolve(job);
        if (!Files.isDirectory(place)) {
            return Optional.empty();
        }
        Optional<JsonNode> claim = read(place.resolve("claim"));
        Optional<JsonNode> result = read(place.resolve("result.json"));
        // A folder alone is what an executor leaves that had no room for more: nothing was begun.
        return claim.isEmpty() && result.isEmpty()
                ? Optional.empty()
                : Optional.of(new JournalEntry(
                        claim.map(one -> time(one, "at", place)), result.map(one -> result(one, place))));
    }

    /** Returns the file in which each ended task is a line. */
    public Path events(String job) {
        return folder.resolve(job).resolve("events.jsonl");
    }

    private static JournalEntry.Result result(JsonNode result, Path place) {
        return new JournalEntry.Result(
                outcome(result.path("outcome").asText()),
                Stream.of(result.path("code").asText(), result.path("reason").asText())
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining(": ")),
                time(result, "startedAt", place),
                time(result, "endedAt", place));
    }

    private static Outcome outcome(String text) {
        String name = text.toUpperCase(Locale.ROOT).replace('-', '_');
        for (Outcome outcome : Outcome.values()) {
            if (outcome.name().equals(name)) {
                return outcome;
            }
        }
        return Outcome.UNKNOWN;
    }

    /** A claim that was cut off has no time of its own; the folder's is as good. */
    private static Instant time(JsonNode node, String field, Path place) {
        try {
            return Instant.parse(node.path(field).asText());
        } catch (DateTimeException e) {
            return modified(place);
        }
    }

    private static Instant modified(Path place) {
        try {
            return Files.getLastModifiedTime(place).toInstant();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<JsonNode> read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(json.readTree(in.readNBytes(MAX_FILE)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.of(json.createObjectNode());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
