// SPDX-License-Identifier: Apache-2.0
package io.centossrv.agent.inventory.internal.collector;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads small files of the system.
 *
 * @param root where the system is: {@code /}, or a folder that is made like it
 */
record SystemFiles(Path root) {
    // The largest that is read is /proc/cpuinfo: about 1.5 kB for each processor.
    private static final int MOST = 4 * 1024 * 1024;
    private static final int MOST_NAMES = 20_000;

    /** Returns the file's text without white space at its ends; empty where there is no such file, or no right to read it. */
    Optional<String> text(String path) {
        try (InputStream in = Files.newInputStream(root.resolve(path))) {
            return Optional.of(new String(in.readNBytes(MOST), StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            // Which files there are depends on the kernel and the machine: what is not there is a fact that is left
            // out.
            return Optional.empty();
        }
    }

    List<String> lines(String path) {
        return text(path).map(text -> text.lines().toList()).orElse(List.of());
    }

    /** Returns the first of these files that says anything. */
    Optional<String> firstText(String... paths) {
        for (String path : paths) {
            Optional<String> text = text(path).filter(found -> !found.isEmpty());
            if (text.isPresent()) {
                return text;
            }
        }
        return Optional.empty();
    }

    /** Returns the names of what is in a folder, in order; none where there is no such folder. */
    List<String> names(String folder) {
        try (Stream<Path> entries = Files.list(root.resolve(folder))) {
            return entries.map(entry -> entry.getFileName().toString())
                    .sorted()
                    .limit(MOST_NAMES)
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Returns what differs where the file was changed: its time and size. */
    Optional<String> stamp(String path) {
        try {
            Path file = root.resolve(path);
            return Optional.of(Files.getLastModifiedTime(file) + "/" + Files.size(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    boolean exists(String path) {
        return Files.exists(root.resolve(path));
    }
}
