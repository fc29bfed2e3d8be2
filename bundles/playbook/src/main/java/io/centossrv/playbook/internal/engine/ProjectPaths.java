// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.internal.engine;

import io.centossrv.playbook.module.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds files of a project the way that Ansible searches them. Paths are within the project, or absolute. */
public final class ProjectPaths {
    private final Path root;
    private final Project project;

    ProjectPaths(Path root, Project project) {
        this.root = root;
        this.project = project;
    }

    /** Returns where a path is on this machine. */
    public Path absolute(String path) {
        return root.resolve(path).normalize();
    }

    /** Returns the places at which a file is looked for: below a folder of this name first, then directly. */
    public List<String> candidates(List<String> folders, String below, String name) {
        List<String> all = new ArrayList<>();
        if (name.startsWith("/")) {
            all.add(name);
            return all;
        }
        for (String folder : folders) {
            add(all, join(join(folder, below), name));
            add(all, join(folder, name));
        }
        return all;
    }

    private static void add(List<String> all, String path) {
        String normal = normal(path);
        if (!all.contains(normal)) {
            all.add(normal);
        }
    }

    public boolean isFile(String path) {
        return path.startsWith("/")
                ? Files.isRegularFile(Path.of(path))
                : project.read(path).isPresent();
    }

    public boolean isFolder(String path) {
        return path.startsWith("/") ? Files.isDirectory(Path.of(path)) : project.isFolder(path);
    }

    Optional<String> first(List<String> candidates) {
        return candidates.stream()
                .filter(path -> isFile(path) || isFolder(path))
                .findFirst();
    }

    static String join(String folder, String name) {
        return folder.isEmpty() || name.startsWith("/") ? name : folder + "/" + name;
    }

    static String parent(String file) {
        int slash = file.lastIndexOf('/');
        return slash < 0 ? "" : file.substring(0, slash);
    }

    /** Returns a path without dots. */
    static String normal(String path) {
        return Path.of(path).normalize().toString();
    }
}
