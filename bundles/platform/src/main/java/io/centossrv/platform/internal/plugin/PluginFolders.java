// SPDX-License-Identifier: Apache-2.0
package io.centossrv.platform.internal.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plugins on the disk: {@code <id>/<version>/} is the unpacked archive, {@code <id>/current} names the version in
 * charge and is replaced in one step, so that after a crash it is clear what holds. {@code .incoming/} is work in hand.
 */
final class PluginFolders {
    private static final Logger LOG = LoggerFactory.getLogger(PluginFolders.class);
    static final String INCOMING = ".incoming";
    private static final String CURRENT = "current";

    private final Path root;

    PluginFolders(Path root) {
        this.root = root;
        try {
            delete(root.resolve(INCOMING));
            Files.createDirectories(root.resolve(INCOMING));
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of the plugins can't be made: " + root, e);
        }
    }

    /** Returns a new empty folder for an archive under inspection. */
    Path incoming() {
        try {
            return Files.createDirectories(
                    root.resolve(INCOMING).resolve(UUID.randomUUID().toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes an inspected archive the version in charge and returns it in its place. */
    PluginArchive commit(PluginArchive archive) {
        Path plugin = root.resolve(archive.descriptor().id());
        Path place = plugin.resolve(archive.descriptor().version());
        try {
            Files.createDirectories(plugin);
            delete(place);
            Files.move(archive.folder(), place, StandardCopyOption.ATOMIC_MOVE);
            Path next = plugin.resolve(CURRENT + ".next");
            Files.writeString(next, archive.descriptor().version());
            sync(next);
            Files.move(next, plugin.resolve(CURRENT), StandardCopyOption.ATOMIC_MOVE);
            sync(plugin);
        } catch (IOException e) {
            throw new UncheckedIOException("The plugin can't be kept: " + place, e);
        }
        return PluginArchive.read(place);
    }

    /** Removes every version of a plugin but the one in charge. */
    void prune(String id) {
        Path plugin = root.resolve(id);
        Optional<String> current = current(plugin);
        list(plugin).stream()
                .filter(Files::isDirectory)
                .filter(path -> !path.getFileName().toString().equals(current.orElse("")))
                .forEach(PluginFolders::delete);
    }

    /** Removes a plugin. */
    void remove(String id) {
        try {
            Files.deleteIfExists(root.resolve(id).resolve(CURRENT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        delete(root.resolve(id));
    }

    /** Returns the plugins in charge by id; one that can't be read is left out, and the log says so. */
    SortedMap<String, PluginArchive> all() {
        SortedMap<String, PluginArchive> archives = new TreeMap<>();
        for (Path plugin : list(root)) {
            current(plugin).ifPresent(version -> {
                try {
                    archives.put(plugin.getFileName().toString(), PluginArchive.read(plugin.resolve(version)));
                } catch (RuntimeException e) {
                    LOG.error("A plugin can't be read and stays out; install it again. folder={}", plugin, e);
                }
            });
        }
        return archives;
    }

    /** Removes a file or a folder with all in it; what can't be removed is logged. */
    static void delete(Path path) {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            LOG.warn("A folder of the plugins can't be removed. path={}", path, e);
        }
    }

    private static Optional<String> current(Path plugin) {
        Path file = plugin.resolve(CURRENT);
        try {
            return Files.isRegularFile(file)
                    ? Optional.of(Files.readString(file).strip())
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> list(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
