// SPDX-License-Identifier: Apache-2.0
package io.centossrv.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The folders of one case: {@code w}, {@code play}, {@code home}. */
final class World implements AutoCloseable {
    private static final Instant MADE = Instant.ofEpochSecond(1_577_836_800);
    private static final Pattern W = Pattern.compile("\\{\\{ *w *\\}\\}");

    private final Path base;

    private final CaseServer server;

    private World(Path base, CaseServer server) {
        this.base = base;
        this.server = server;
    }

    static World create(Object setup, CaseServer server) throws IOException {
        World world = new World(Files.createTempDirectory("conformance").toRealPath(), server);
        for (Path folder : List.of(world.w(), world.play(), world.home())) {
            Files.createDirectory(folder);
        }
        if (setup instanceof List<?> entries) {
            for (Object entry : entries) {
                world.make((Map<?, ?>) entry);
            }
        }
        return world;
    }

    Path w() {
        return base.resolve("w");
    }

    Path play() {
        return base.resolve("play");
    }

    Path home() {
        return base.resolve("home");
    }

    private void make(Map<?, ?> entry) throws IOException {
        Path root = "play".equals(entry.get("base")) ? play() : w();
        Path path = root.resolve((String) entry.get("path"));
        Files.createDirectories(path.getParent());
        switch ((String) entry.get("kind")) {
            case "dir" -> {
                Files.createDirectories(path);
                mode(path, entry);
            }
            case "link" -> Files.createSymbolicLink(path, Path.of(written((String) entry.get("target"))));
            case "hard" -> Files.createLink(path, root.resolve((String) entry.get("target")));
            default -> {
                Files.write(path, content(entry));
                mode(path, entry);
                long time = entry.get("mtime") instanceof Number number ? number.longValue() : MADE.getEpochSecond();
                Files.setLastModifiedTime(path, FileTime.from(Instant.ofEpochSecond(time)));
            }
        }
    }

    private byte[] content(Map<?, ?> entry) {
        if (entry.get("content_b64") instanceof String encoded) {
            return Base64.getDecoder().decode(encoded);
        }
        return entry.get("content") instanceof String text
                ? written(text).getBytes(StandardCharsets.UTF_8)
                : new byte[0];
    }

    private static void mode(Path path, Map<?, ?> entry) throws IOException {
        if (entry.get("mode") instanceof String mode) {
            Files.setAttribute(path, "unix:mode", Integer.parseInt(mode, 8));
        }
    }

    /** Returns a text in which the variables of the inventory are replaced: the templates that the runner itself does. */
    String written(String text) {
        return W.matcher(text)
                .replaceAll(w().toString())
                .replace("<W>", w().toString())
                .replace("{{ http }}", "http://127.0.0.1:" + server.port())
                .replace("{{ http_port }}", String.valueOf(server.port()))
                .replace("{{ closed_port }}", String.valueOf(server.closedPort()));
    }

    /** Returns a text in which the case's folders have their names of the expectations. */
    String normalised(String text) {
        return text.replace(w().toString(), "<W>")
                .replace(play().toString(), "<PLAY>")
                .replace(home().toString(), "<HOME>")
                .replace(base.toString(), "<B>")
                .replace(String.valueOf(server.port()), "<HTTP_PORT>")
                .replace(String.valueOf(server.closedPort()), "<CLOSED_PORT>");
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
