// SPDX-License-Identifier: Apache-2.0
package io.centossrv.hosts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The control groups of hosts. systemd-nspawn needs one of its own for each host: on a machine with cgroup v2 alone that is
 * one folder; on one that keeps v1 controllers it is one in systemd's named hierarchy and one in the (empty) v2 tree.
 */
final class Cgroups {
    private Cgroups() {}

    /** Returns the folders at which hierarchies are mounted in which processes must be placed. */
    static List<Path> hierarchies() {
        try (Stream<String> mounts = Files.lines(Path.of("/proc/self/mounts"))) {
            return mounts.map(line -> line.split(" "))
                    .filter(mount -> mount[2].equals("cgroup2")
                            || (mount[2].equals("cgroup")
                                    && List.of(mount[3].split(",")).contains("name=systemd")))
                    .map(mount -> Path.of(mount[1]))
                    .distinct()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a group in each hierarchy and returns the files into which a process writes its id to join. */
    static List<Path> create(String name) {
        return hierarchies().stream()
                .map(hierarchy -> {
                    try {
                        return Files.createDirectories(hierarchy.resolve(name)).resolve("cgroup.procs");
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }
}
