// SPDX-License-Identifier: Apache-2.0
package io.centossrv.executor.cli;

import io.centossrv.executor.journal.Journal;
import io.centossrv.executor.pause.NodeTime;
import io.centossrv.executor.pause.PauseFile;
import io.centossrv.playbook.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * How the node stands, as its files say.
 *
 * @param node its id; empty where no control plane has accepted it
 * @param pause that lasts
 * @param running jobs that an executor has begun
 * @param waiting jobs that are to start, here or at the control plane, which was told of the pause
 * @param at when this was so
 */
record NodeStatus(
        Optional<String> node,
        Optional<PauseFile.Lasting> pause,
        List<String> running,
        List<String> waiting,
        Instant at) {
    private static final int LARGEST_LIST = 64 * 1024;
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xx");

    static NodeStatus read(CommandLine line, Clock clock) throws IOException {
        Instant at = NodeTime.now(clock).clock();
        Set<String> waiting = new TreeSet<>();
        List<String> running = new ArrayList<>();
        for (String job : jobs(line.inbox())) {
            if (!Files.exists(line.journal().resolve(job).resolve("claim"))) {
                waiting.add(job);
            }
        }
        for (String job : jobs(line.journal())) {
            Path folder = line.journal().resolve(job);
            if (Journal.isRunning(folder)) {
                running.add(job);
            }
        }
        Optional<PauseFile.Lasting> pause = new PauseFile(line.journal(), clock).lasting();
        if (pause.isPresent()) {
            waiting.addAll(lines(line.refused()));
        }
        return new NodeStatus(
                lines(line.trust().resolve("node")).stream().findFirst(), pause, running, List.copyOf(waiting), at);
    }

    private static List<String> jobs(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.matches("[0-9a-f-]{36}"))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /** The agent's user writes one of them, so it may be anything. */
    private static List<String> lines(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return new String(in.readNBytes(LARGEST_LIST), StandardCharsets.ISO_8859_1)
                    .lines()
                    .filter(line -> line.matches("[0-9a-f-]{36}"))
                    .toList();
        }
    }

    /** Returns it for people. */
    String text(ZoneId zone) {
        StringBuilder text = new StringBuilder();
        text.append("Node     ").append(node.orElse("not accepted yet")).append('\n');
        text.append("Paused   ")
                .append(pause.map(one -> pause(one, zone)).orElse("no"))
                .append('\n');
        list(text, "Running  ", running);
        list(text, "Waiting  ", waiting);
        return text.toString();
    }

    private String pause(PauseFile.Lasting lasting, ZoneId zone) {
        String reason = printable(lasting.pause().reason());
        return "until " + LOCAL.format(at.plus(lasting.left()).atZone(zone)) + ", for another "
                + Length.text(lasting.left()) + (reason.isEmpty() ? "" : ": " + reason);
    }

    private static void list(StringBuilder text, String title, List<String> jobs) {
        text.append(title).append(jobs.isEmpty() ? "no job" : jobs.size() + (jobs.size() == 1 ? " job" : " jobs"));
        text.append('\n');
        jobs.forEach(job -> text.append("         ").append(job).append('\n'));
    }

    /** Control characters would do things to a terminal. */
    private static String printable(String text) {
        StringBuilder clean = new StringBuilder();
        text.chars().forEach(c -> {
            if (Character.isISOControl(c)) {
                clean.append(String.format("\\x%02x", c));
            } else {
                clean.append((char) c);
            }
        });
        return clean.toString();
    }

    /** Returns it for programs. */
    String json() {
        Map<String, Object> form = new LinkedHashMap<>();
        node.ifPresent(id -> form.put("node", id));
        form.put("paused", pause.isPresent());
        pause.ifPresent(lasting -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("reason", lasting.pause().reason());
            one.put("since", lasting.pause().since().toString());
            one.put("until", at.plus(lasting.left()).toString());
            form.put("pause", one);
        });
        form.put("running", running);
        form.put("waiting", waiting);
        return Json.write(form) + "\n";
    }
}
