// SPDX-License-Identifier: Apache-2.0
package io.centossrv.itests.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What /proc (proc(5)) says about a process. */
public final class ProcFs {
    private static final String LISTEN = "0A";
    private static final String ESTABLISHED = "01";

    private ProcFs() {}

    /** Returns a field of {@code /proc/PID/status} that is in kB, such as {@code VmRSS}. */
    public static long kilobytes(long pid, String field) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(l -> l.startsWith(field + ":"))
                    .map(l -> l.replaceAll("[^0-9]", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the local addresses, in /proc's hexadecimal form, on which the process waits for TCP or takes UDP. */
    public static List<String> listening(long pid) {
        Set<String> sockets = sockets(pid);
        List<String> addresses = new ArrayList<>();
        for (String table : List.of("tcp", "tcp6", "udp", "udp6")) {
            for (String line : lines(Path.of("/proc/" + pid + "/net/" + table))) {
                String[] columns = line.strip().split("\\s+");
                boolean waits = table.startsWith("udp") || columns[3].equals(LISTEN);
                if (waits && columns.length > 9 && sockets.contains(columns[9])) {
                    addresses.add(table + " " + columns[1]);
                }
            }
        }
        return addresses;
    }

    /** Returns the far ends, in /proc's hexadecimal form, of the established TCP connections to a local port. */
    public static Set<String> connectedTo(int localPort) {
        Set<String> farEnds = new HashSet<>();
        for (String table : List.of("tcp", "tcp6")) {
            for (String line : lines(Path.of("/proc/self/net/" + table))) {
                String[] columns = line.strip().split("\\s+");
                if (columns[1].endsWith(":%04X".formatted(localPort)) && columns[3].equals(ESTABLISHED)) {
                    farEnds.add(columns[2]);
                }
            }
        }
        return farEnds;
    }

    private static Set<String> sockets(long pid) {
        Set<String> inodes = new HashSet<>();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            for (Path descriptor : descriptors.toList()) {
                if (Files.isSymbolicLink(descriptor)) {
                    String target = Files.readSymbolicLink(descriptor).toString();
                    if (target.startsWith("socket:[")) {
                        inodes.add(target.substring("socket:[".length(), target.length() - 1));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return inodes;
    }

    private static List<String> lines(Path table) {
        try {
            List<String> lines = Files.readAllLines(table);
            return lines.subList(1, lines.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
