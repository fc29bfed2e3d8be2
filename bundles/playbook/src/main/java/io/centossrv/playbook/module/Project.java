// SPDX-License-Identifier: Apache-2.0
package io.centossrv.playbook.module;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.annotation.versioning.ConsumerType;

/** The files beside a playbook. Paths are relative, with slashes, without {@code .} and {@code ..}. */
@ConsumerType
public interface Project {
    /** Returns a file's content; empty where there is no such file. */
    Optional<byte[]> read(String path);

    /** Returns the paths of all files below a folder, at any depth, sorted; empty where there are none. */
    List<String> filesBelow(String folder);

    /** Returns the paths of all folders below a folder, sorted, parents first; those without files where known. */
    List<String> foldersBelow(String folder);

    /** Returns the permission bits of a file; empty where the project doesn't know them. */
    Optional<Integer> mode(String path);

    /** Returns how a path is called in a diff. */
    default String label(String path) {
        return path;
    }

    /** Returns whether a path is a file. */
    default boolean isFile(String path) {
        return read(path).isPresent();
    }

    /** Returns whether a path is a folder. */
    default boolean isFolder(String path) {
        return !filesBelow(path).isEmpty() || !foldersBelow(path).isEmpty();
    }

    /** Returns a project that holds these files; it knows no modes. */
    static Project of(Map<String, byte[]> files) {
        return new MemoryProject(new TreeMap<>(files), Map.of(), List.of());
    }

    /** Returns a project that holds these files, modes and folders. */
    static Project of(Map<String, byte[]> files, Map<String, Integer> modes, List<String> folders) {
        return new MemoryProject(new TreeMap<>(files), modes, folders);
    }
}
