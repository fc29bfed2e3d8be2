// SPDX-License-Identifier: Apache-2.0
package io.centossrv.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The folders of one case of a whole play: its copy, a scratch folder, a home. */
final class PlayWorld implements AutoCloseable {
    private final Path base;

    private PlayWorld(Path base) {
        this.base = base;
    }

    static PlayWorld copy(Path source) throws IOException {
        PlayWorld world = new PlayWorld(Files.createTempDirectory("conformance").toRealPath());
        for (Path folder : List.of(world.project(), world.scratch(), world.home())) {
            Files.createDirectory(folder);
        }
        try (Stream<Path> walk = Files.walk(source)) {
            for (Path path : (Iterable<Path>) walk::iterator) {
                Path target = world.project().resolve(source.relativize(path).toString());
                String name = path.getFileName().toString();
                boolean about =
                        path.getParent().equals(source) && (name.equals("case.json") || name.equals("expect.json"));
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else if (!about) {
                    String text = new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1);
                    Files.write(
                            target,
                            text.replace("@W@", world.scratch().toString()).getBytes(StandardCharsets.ISO_8859_1));
                }
            }
        }
        return world;
    }

    Path project() {
        return base.resolve("c");
    }

    Path scratch() {
        return base.resolve("w");
    }

    Path home() {
        return base.resolve("home");
    }

    String normalised(String text) {
        return text.replace(scratch().toString(), "<W>")
                .replace(project().toString(), "<C>")
                .replace(home().toString(), "<H>");
    }

    /** Returns what is below the scratch folder: content by path; an empty folder has nothing. */
    Map<String, Object> files() throws IOException {
        Map<String, Object> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(scratch())) {
            for (Path path : (Iterable<Path>) walk::iterator) {
                String name = scratch().relativize(path).toString();
                if (Files.isRegularFile(path)) {
                    files.put(name, normalised(Files.readString(path)));
                } else if (Files.isDirectory(path) && !name.isEmpty() && isEmpty(path)) {
                    files.put(name + "/", null);
                }
            }
        }
        return files;
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> walk = Files.walk(base)) {
            for (Path path : (Iterable<Path>) walk.sorted(Comparator.reverseOrder())::iterator) {
                if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    Files.setAttribute(path, "unix:mode", 0700);
                }
                Files.delete(path);
            }
        }
    }
}
