// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests.rounds;

import io.centossrv.hosts.Host;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A host seen from this machine: its files, and its processes by this machine's numbers. */
final class HostTree {
    private static final Path PROC = Path.of("/proc");

    private final Host host;

    HostTree(Host host) {
        this.host = host;
    }

    Host host() {
        return host;
    }

    /** Returns where a file of the host is for this machine. */
    Path path(String inHost) {
        return PROC.resolve(host.leader() + "/root" + inHost);
    }

    Path journal() {
        return path("/var/lib/centossrv/executor/journal");
    }

    Optional<ProcessHandle> agent() {
        return process("org.apache.karaf.main.Main");
    }

    Optional<ProcessHandle> executor() {
        return process("io.centossrv.executor.Main");
    }

    /** Only processes of the host's own process namespace: nobody else's is ever struck. */
    private Optional<ProcessHandle> process(String mainClass) {
        try (Stream<Path> entries = Files.list(PROC)) {
            Path space = namespace(PROC.resolve(Long.toString(host.leader()))).orElseThrow();
            List<Path> found = entries.filter(e -> e.getFileName().toString().matches("\\d+"))
                    .filter(e -> namespace(e).filter(space::equals).isPresent())
                    .filter(e -> commandLine(e).contains(mainClass))
                    .toList();
            return found.stream()
                    .findFirst()
                    .flatMap(
                            e -> ProcessHandle.of(Long.parseLong(e.getFileName().toString())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> namespace(Path process) {
        try {
            return Optional.of(Files.readSymbolicLink(process.resolve("ns/pid")));
        } catch (IOException e) {
            // It has ended, or is ending.
            return Optional.empty();
        }
    }

    private static String commandLine(Path process) {
        try {
            return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            // It has ended, or is ending.
            return "";
        }
    }

    /** Returns the size of a file, 0 where there is none. */
    static long size(Path file) {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
