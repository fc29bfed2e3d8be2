// SPDX-License-Identifier: Apache-2.0
package io.centossrv.conformance;

import io.centossrv.playbook.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The folder with the cases: any of jinja, plays, modules and hosts, or one of them. */
final class Corpus {
    private static final List<String> KINDS = List.of("jinja", "plays", "modules", "hosts");

    private final Map<String, Path> folders = new LinkedHashMap<>();

    Corpus(Path folder) throws IOException {
        for (String kind : KINDS) {
            if (Files.isDirectory(folder.resolve(kind))) {
                folders.put(kind, folder.resolve(kind));
            }
        }
        if (folders.isEmpty()) {
            folders.put(kind(folder), folder);
        }
    }

    private static String kind(Path folder) throws IOException {
        if (Files.exists(folder.resolve("varsets.json"))) {
            return "jinja";
        }
        if (Files.isDirectory(folder.resolve("kit"))) {
            return "hosts";
        }
        if (Files.exists(folder.resolve("vectors.jsonl"))) {
            return "modules";
        }
        try (Stream<Path> entries = Files.list(folder)) {
            if (entries.anyMatch(entry -> Files.exists(entry.resolve("case.json")))) {
                return "plays";
            }
        }
        throw new IOException("there are no cases in folder=" + folder);
    }

    /** Returns the kinds that are there. */
    Map<String, Path> folders() {
        return folders;
    }

    /** Returns the cases of a kind that keeps them in one file, in its order. */
    static List<Map<String, Object>> vectors(Path folder) throws IOException {
        List<Map<String, Object>> vectors = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("vectors.jsonl"))) {
            if (!line.isBlank()) {
                vectors.add(Json.readObject(line.getBytes(StandardCharsets.UTF_8)));
            }
        }
        return vectors;
    }

    /** Returns the cases of the kind that keeps each in a folder. */
    static List<Map<String, Object>> cases(Path folder) throws IOException {
        List<Map<String, Object>> cases = new ArrayList<>();
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : (Iterable<Path>) entries.sorted()::iterator) {
                if (Files.exists(entry.resolve("case.json"))) {
                    cases.add(Json.readObject(Files.readAllBytes(entry.resolve("case.json"))));
                }
            }
        }
        return cases;
    }
}
