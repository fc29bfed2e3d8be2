// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.module;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A project that is a folder of this machine, for runs by hand. As with Ansible an absolute path names a file of the
 * machine. Symbolic links are followed. A file above 64 MiB is refused.
 */
public final class FolderProject implements Project {
    private static final long LARGEST = 64L * 1024 * 1024;
    private static final int DEEPEST = 64;

    private final Path root;

    public FolderProject(Path root) {
        this.root = root;
    }

    @Override
    public Optional<byte[]> read(String path) {
        Path file = root.resolve(path);
        try {
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            }
            if (Files.size(file) > LARGEST) {
                throw new IOException("file=" + path + " is larger than 64 MiB");
            }
            return Optional.of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<String> filesBelow(String folder) {
        return below(folder, Files::isRegularFile);
    }

    @Override
    public List<String> foldersBelow(String folder) {
        return below(folder, Files::isDirectory);
    }

    private List<String> below(String folder, Predicate<Path> keep) {
        Path start = root.resolve(folder);
        if (!Files.isDirectory(start)) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(start, DEEPEST, FileVisitOption.FOLLOW_LINKS)) {
            return walk.filter(path -> !path.equals(start) && keep.test(path))
                    .map(path -> (folder.isEmpty() ? "" : folder + "/") + start.relativize(path))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<Integer> mode(String path) {
        try {
            return Optional.of((Integer) Files.getAttribute(root.resolve(path), "unix:mode") & 0xFFF);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean isFile(String path) {
        return Files.isRegularFile(root.resolve(path));
    }

    @Override
    public boolean isFolder(String path) {
        return Files.isDirectory(root.resolve(path), new LinkOption[0]);
    }

    @Override
    public String label(String path) {
        String label = root.resolve(path).toString();
        return path.endsWith("/") ? label + "/" : label;
    }
}
