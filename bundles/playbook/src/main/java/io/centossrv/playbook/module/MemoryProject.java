// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.module;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;

/** A project in memory. */
final class MemoryProject implements Project {
    private final SortedMap<String, byte[]> files;
    private final Map<String, Integer> modes;
    private final List<String> folders;

    MemoryProject(SortedMap<String, byte[]> files, Map<String, Integer> modes, List<String> folders) {
        this.files = files;
        this.modes = Map.copyOf(modes);
        this.folders = List.copyOf(folders);
    }

    @Override
    public Optional<byte[]> read(String path) {
        return Optional.ofNullable(files.get(path));
    }

    @Override
    public List<String> filesBelow(String folder) {
        String prefix = folder.isEmpty() ? "" : folder + "/";
        return files.keySet().stream().filter(path -> path.startsWith(prefix)).toList();
    }

    @Override
    public List<String> foldersBelow(String folder) {
        String prefix = folder.isEmpty() ? "" : folder + "/";
        TreeSet<String> found = new TreeSet<>();
        folders.stream().filter(path -> path.startsWith(prefix)).forEach(found::add);
        for (String path : filesBelow(folder)) {
            int end = path.lastIndexOf('/');
            while (end > prefix.length()) {
                found.add(path.substring(0, end));
                end = path.lastIndexOf('/', end - 1);
            }
        }
        return List.copyOf(found);
    }

    @Override
    public boolean isFolder(String path) {
        return folders.contains(path) || Project.super.isFolder(path);
    }

    @Override
    public Optional<Integer> mode(String path) {
        return Optional.ofNullable(modes.get(path));
    }
}
