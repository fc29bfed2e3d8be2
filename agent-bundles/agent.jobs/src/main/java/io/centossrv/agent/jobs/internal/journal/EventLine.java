// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.jobs.internal.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.centossrv.jobs.message.TaskResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads a line of the journal: one task that ended. Thread-safe. */
final class EventLine {
    private static final int MAX_TEXT = 64 * 1024 + 256;
    private static final int MAX_KEPT = 64 * 1024;
    private static final int MAX_NAME = 4 * 1024;
    private static final int MAX_DIFF = 128 * 1024;
    private static final int MAX_DIFFS = 20;
    private static final int MAX_ALL_DIFFS = 512 * 1024;

    private final ObjectMapper json = new ObjectMapper();

    /** Returns the task; empty where the line is damaged. */
    Optional<TaskResult> read(byte[] line, int from, int length) {
        try {
            JsonNode event = json.readTree(new String(line, from, length, StandardCharsets.UTF_8));
            if (event == null || !event.path("index").isInt()) {
                return Optional.empty();
            }
            return Optional.of(new TaskResult(
                    event.path("index").asInt(),
                    name(event, "play"),
                    name(event, "task"),
                    name(event, "module"),
                    status(text(event, "status")),
                    text(event, "message"),
                    event.path("rc").isInt() ? Optional.of(event.path("rc").asInt()) : Optional.empty(),
                    text(event, "stdout"),
                    text(event, "stderr"),
                    diffs(event.path("diffs")),
                    Instant.parse(text(event, "startedAt")),
                    Instant.parse(text(event, "endedAt")),
                    kept(event.path("stdoutKept")),
                    kept(event.path("stderrKept"))));
        } catch (IOException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<TaskResult.Kept> kept(JsonNode node) throws IOException {
        if (!node.isObject()) {
            return Optional.empty();
        }
        byte[] head = node.path("head").binaryValue();
        byte[] tail = node.path("tail").binaryValue();
        int over = Math.max(0, head.length - MAX_KEPT) + Math.max(0, tail.length - MAX_KEPT);
        return Optional.of(new TaskResult.Kept(
                Arrays.copyOf(head, Math.min(head.length, MAX_KEPT)),
                node.path("dropped").asLong() + over,
                Arrays.copyOfRange(tail, Math.max(0, tail.length - MAX_KEPT), tail.length)));
    }

    private static String text(JsonNode node, String field) {
        return cut(node.path(field).asText(""), MAX_TEXT);
    }

    private static String name(JsonNode node, String field) {
        return cut(node.path(field).asText(""), MAX_NAME);
    }

    private static TaskResult.Status status(String text) {
        return switch (text) {
            case "ok" -> TaskResult.Status.OK;
            case "changed" -> TaskResult.Status.CHANGED;
            case "failed" -> TaskResult.Status.FAILED;
            case "skipped" -> TaskResult.Status.SKIPPED;
            case "unknown" -> TaskResult.Status.UNPREDICTABLE;
            default -> TaskResult.Status.UNKNOWN;
        };
    }

    private static List<TaskResult.Diff> diffs(JsonNode nodes) {
        List<TaskResult.Diff> diffs = new ArrayList<>();
        int size = 0;
        for (JsonNode node : nodes) {
            String before = cut(node.path("before").asText(""), MAX_DIFF);
            String after = cut(node.path("after").asText(""), MAX_DIFF);
            size += before.length() + after.length();
            boolean fits = size <= MAX_ALL_DIFFS;
            if (diffs.size() == MAX_DIFFS) {
                break;
            }
            diffs.add(new TaskResult.Diff(
                    name(node, "beforeHeader"),
                    name(node, "afterHeader"),
                    fits ? before : "[too large]",
                    fits ? after : "[too large]"));
        }
        return diffs;
    }

    private static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end);
    }
}
