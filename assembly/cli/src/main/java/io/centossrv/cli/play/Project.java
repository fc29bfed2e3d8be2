// SPDX-License-Identifier: Apache-2.0
package io.centossrv.cli.play;

import io.centossrv.cli.outcome.ExitCode;
import io.centossrv.cli.outcome.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is sent of a playbook's folder: the playbook, the folders that Ansible looks into, and each other file that a YAML
 * file among them names. Nothing else, so that a playbook in a home folder does not send that home. Hidden files and what
 * lies outside of the folder are never sent.
 *
 * @param playbook path in the project
 * @param files path in the project, with slashes, to content
 */
public record Project(String playbook, Map<String, byte[]> files) {
    private static final long MOST_BYTES = 4 << 20;
    private static final int MOST_FILES = 2000;
    private static final Set<String> FOLDERS =
            Set.of("files", "templates", "tasks", "handlers", "vars", "defaults", "roles", "group_vars", "host_vars");

    public Project {
        files = Map.copyOf(files);
    }

    /**
     * Collects the files.
     *
     * @throws Failure where the playbook can't be read or the whole is too large
     */
    public static Project of(Path playbook) {
        if (!Files.isRegularFile(playbook)) {
            throw Failure.of(ExitCode.USAGE, "playbook-missing", "There is no file " + playbook + ".");
        }
        try {
            Path file = playbook.toRealPath();
            return new Collector(file.getParent()).collect(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The playbook " + playbook + " can't be read", e);
        }
    }

    private static final class Collector {
        private final Path root;
        private final Map<String, byte[]> files = new TreeMap<>();
        private final Deque<Path> yaml = new ArrayDeque<>();
        private long bytes;

        Collector(Path root) {
            this.root = root;
        }

        Project collect(Path playbook) throws IOException {
            add(playbook);
            for (String folder : FOLDERS.stream().sorted().toList()) {
                addFolder(root.resolve(folder));
            }
            while (!yaml.isEmpty()) {
                Path file = yaml.removeFirst();
                for (String name : YamlTexts.words(files.get(name(file)))) {
                    addNamed(file.getParent(), name);
                    addNamed(root, name);
                }
            }
            return new Project(name(playbook), files);
        }

        private void addFolder(Path folder) throws IOException {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                return;
            }
            List<Path> found;
            try (Stream<Path> entries = Files.list(folder)) {
                found = entries.sorted().toList();
            }
            for (Path entry : found) {
                if (isHidden(entry)) {
                    continue;
                }
                if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    addFolder(entry);
                } else {
                    add(entry);
                }
            }
        }

        private void addNamed(Path folder, String name) throws IOException {
            if (name.isBlank() || name.length() > 255 || name.startsWith("/") || name.indexOf('\0') >= 0) {
                return;
            }
            Path file = folder.resolve(name).normalize();
            if (!file.startsWith(root) || isAnyHidden(root.relativize(file))) {
                return;
            }
            if (Files.isRegularFile(file)) {
                add(file);
            } else if (!file.equals(root)) {
                addFolder(file);
            }
        }

        private void add(Path file) throws IOException {
            if (!Files.isRegularFile(file) || files.containsKey(name(file))) {
                return;
            }
            if (!file.toRealPath().startsWith(root)) {
                throw Failure.of(
                        ExitCode.INVALID,
                        "project-link",
                        "The link " + name(file) + " leads out of the folder " + root + ".");
            }
            bytes += Files.size(file);
            if (bytes > MOST_BYTES || files.size() >= MOST_FILES) {
                throw Failure.of(
                                ExitCode.INVALID,
                                "project-too-large",
                                "The playbook's folder " + root + " has more than 4 MiB or " + MOST_FILES
                                        + " files to send; " + name(file) + " is one too many.")
                        .next("Put the playbook into a folder with only what it needs.");
            }
            files.put(name(file), Files.readAllBytes(file));
            if (name(file).endsWith(".yml") || name(file).endsWith(".yaml")) {
                yaml.add(file);
            }
        }

        private String name(Path file) {
            return root.relativize(file).toString();
        }

        private static boolean isHidden(Path file) {
            return file.getFileName().toString().startsWith(".");
        }

        private static boolean isAnyHidden(Path path) {
            for (Path part : path) {
                if (isHidden(part)) {
                    return true;
                }
            }
            return false;
        }
    }
}
